package io.github.lanewise.io;

/**
 * Images to learn from, and others of the same size and classes to be judged by.
 *
 * @param training what a network is trained with
 * @param test what it has never seen
 */
public record ImageDataSet(LabelledImages training, LabelledImages test) {

  /** Throws {@link IllegalArgumentException} if the two differ in image size or classes. */
  public ImageDataSet {
    if (training.height() != test.height()
        || training.width() != test.width()
        || training.classes() != test.classes()) {
      throw new IllegalArgumentException(
          "ImageDataSet: %s for training, but %s for the test"
              .formatted(kind(training), kind(test)));
    }
  }

  private static String kind(LabelledImages set) {
    return "%d×%d pixels of %d classes".formatted(set.height(), set.width(), set.classes());
  }
}
