package io.github.lanewise.io;

import io.github.lanewise.Matrix;
import java.util.Objects;

/**
 * Grey images of one size, and the class of each.
 *
 * @param images one image a row, its pixels row by row from the top left; 0 … 1 where they come
 *     from {@link Idx}
 * @param labels the class of each image, 0 … classes−1
 * @param height rows of pixels
 * @param width columns of pixels
 * @param classes how many classes there are, whether or not each occurs
 */
public record LabelledImages(Matrix images, int[] labels, int height, int width, int classes) {

  /** Throws {@link IllegalArgumentException} if the parts contradict each other. */
  public LabelledImages {
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(labels, "labels");
    if (labels.length != images.rows()) {
      throw new IllegalArgumentException(
          "LabelledImages: images is %s and there are %d labels; a row needs one label"
              .formatted(images.shape(), labels.length));
    }
    if (height < 1 || width < 1 || (long) height * width != images.columns()) {
      throw new IllegalArgumentException(
          "LabelledImages: images is %s; %d×%d pixels need %d columns"
              .formatted(images.shape(), height, width, (long) height * width));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "LabelledImages: label %d of image %d is outside the %d classes"
                .formatted(labels[i], i, classes));
      }
    }
  }

  /** How many images there are. */
  public int count() {
    return labels.length;
  }

  /** The labels as rows of a count × classes matrix: 1 at the class, 0 elsewhere. A new matrix. */
  public Matrix oneHotLabels() {
    return Matrix.oneHot(labels, classes);
  }
}
