package io.github.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {

  @Test
  void refusesPartsThatContradictEachOther() {
    refused(
        "LabelledImages: images is 2×6 and there are 1 labels; a row needs one label",
        () -> new LabelledImages(Matrix.zeros(2, 6), new int[1], 2, 3, 10));
    refused(
        "LabelledImages: images is 2×6; 2×2 pixels need 4 columns",
        () -> new LabelledImages(Matrix.zeros(2, 6), new int[2], 2, 2, 10));
    refused(
        "LabelledImages: images is 0×0; 0×5 pixels need 0 columns",
        () -> new LabelledImages(Matrix.zeros(0, 0), new int[0], 0, 5, 10));
    refused(
        "LabelledImages: label 3 of image 1 is outside the 3 classes",
        () -> new LabelledImages(Matrix.zeros(2, 6), new int[] {0, 3}, 2, 3, 3));
    refused(
        "LabelledImages: label -1 of image 0 is outside the 3 classes",
        () -> new LabelledImages(Matrix.zeros(2, 6), new int[] {-1, 0}, 2, 3, 3));
  }

  @Test
  void refusesSetsOfDifferentKinds() {
    LabelledImages two = new LabelledImages(Matrix.zeros(0, 6), new int[0], 2, 3, 2);
    LabelledImages three = new LabelledImages(Matrix.zeros(0, 6), new int[0], 2, 3, 3);
    LabelledImages upright = new LabelledImages(Matrix.zeros(0, 6), new int[0], 3, 2, 2);
    refused(
        "ImageDataSet: 2×3 pixels of 2 classes for training, but 2×3 pixels of 3 classes for the"
            + " test",
        () -> new ImageDataSet(two, three));
    refused(
        "ImageDataSet: 2×3 pixels of 2 classes for training, but 3×2 pixels of 2 classes for the"
            + " test",
        () -> new ImageDataSet(two, upright));
  }

  private static void refused(String message, Runnable construction) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, construction::run).getMessage());
  }
}
