package io.github.lanewise.examples;

import io.github.lanewise.Matrix;
import io.github.lanewise.io.ImageDataSet;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Shuffler;
import io.github.lanewise.nn.Training;
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

  /** Trains, and after each epoch tests and shows the result. */
  static TimedTraining run(
      Network net,
      Training training,
      Shuffler shuffler,
      int epochs,
      ImageDataSet set,
      TrainingProgress progress) {
    Matrix x = set.training().images();
    Matrix y = set.training().oneHotLabels();
    List<EpochResult> results = new ArrayList<>();
    double seconds = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long start = System.nanoTime();
      float cost = training.epoch(x, y, shuffler);
      double took = (System.nanoTime() - start) * 1e-9;
      seconds += took;
      double accuracy = ConfusionMatrix.of(net, set.test()).accuracy();
      EpochResult result = new EpochResult(epoch, cost, accuracy, x.rows() / took);
      results.add(result);
      progress.show(result);
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
