package io.github.lanewise.examples;

import java.util.Locale;

/**
 * How one epoch went.
 *
 * @param number 1 for the first
 * @param cost the mean cost over the training images
 * @param accuracy the share of test images classified right after it
 * @param imagesPerSecond speed of the training alone
 */
record EpochResult(int number, double cost, double accuracy, double imagesPerSecond) {

  /** As in {@code cost 0.0493, accuracy 97.5 %, 1234k img/s}. */
  String figures() {
    return String.format(
        Locale.ROOT,
        "cost %.4f, accuracy %.1f %%, %.0fk img/s",
        cost,
        100 * accuracy,
        imagesPerSecond / 1000);
  }
}
