package io.github.lanewise.examples;

import io.github.lanewise.Matrix;
import io.github.lanewise.io.ImageDataSet;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Shuffler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A training of some epochs, measured.
 *
 * @param images how many images an epoch has
 * @param seconds time of all epochs, without that of the tests after each
 * @param gflopPerImage 10⁹ operations of the products to learn from one image
 */
record TimedTraining(List<EpochResult> epochs, int images, double seconds, double gflopPerImage) {

  /** One step for each batch, on the CPU or on a device. */
  @FunctionalInterface
  interface Epochs {
    float epoch(Matrix x, Matrix y, Shuffler shuffler);
  }

  /** Told after each epoch how all of them went. */
  @FunctionalInterface
  interface AfterEpoch {
    void done(List<EpochResult> epochs) throws IOException;
  }

  /**
   * Trains, and after each epoch tests and shows the result.
   *
   * @param before epochs that the network has behind it; their orders of the images are skipped
   */
  static TimedTraining run(
      Network net,
      Epochs training,
      Shuffler shuffler,
      List<EpochResult> before,
      int epochs,
      ImageDataSet set,
      TrainingProgress progress,
      AfterEpoch after)
      throws IOException {
    Matrix x = set.training().images();
    Matrix y = set.training().oneHotLabels();
    List<EpochResult> results = new ArrayList<>(before);
    before.forEach(epoch -> shuffler.next(x.rows()));
    for (int epoch = before.size() + 1; epoch <= epochs; epoch++) {
      long start = System.nanoTime();
      float cost = training.epoch(x, y, shuffler);
      double took = (System.nanoTime() - start) * 1e-9;
      double accuracy = ConfusionMatrix.of(net, set.test()).accuracy();
      EpochResult result = new EpochResult(epoch, cost, accuracy, x.rows() / took);
      results.add(result);
      progress.show(result);
      after.done(results);
    }
    double seconds = 0;
    for (EpochResult epoch : results) {
      seconds += x.rows() / epoch.imagesPerSecond();
    }
    return new TimedTraining(
        results, x.rows(), seconds, 1e-9 * FloatingPointOperations.ofTraining(net, 1));
  }

  /** Over all epochs, the warm-up of the JVM included. */
  double gflopPerSecond() {
    return gflopPerImage * images * epochs.size() / seconds;
  }

  /** Of the fastest epoch: what the machine does once it is warm. */
  double fastestGflopPerSecond() {
    double fastest = 0;
    for (EpochResult epoch : epochs) {
      fastest = Math.max(fastest, epoch.imagesPerSecond());
    }
    return gflopPerImage * fastest;
  }
}
