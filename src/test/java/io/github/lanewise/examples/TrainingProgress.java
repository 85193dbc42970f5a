package io.github.lanewise.examples;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how the training goes, epoch by epoch. */
interface TrainingProgress extends AutoCloseable {

  void show(EpochResult epoch);

  @Override
  void close();

  /** A terminal has at least 80 columns; a longer line would wrap, and then no longer stay one. */
  int LINE = 79;

  /** A bar that stays on its line, for a terminal. */
  static TrainingProgress bar(PrintWriter out, int epochs) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("epoch")
            .setInitialMax(epochs)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(100)
            .hideEta()
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    line -> {
                      out.print('\r' + line);
                      out.flush();
                    },
                    LINE))
            .build();
    return new TrainingProgress() {
      @Override
      public void show(EpochResult epoch) {
        bar.setExtraMessage(' ' + epoch.figures());
        bar.stepTo(epoch.number());
      }

      @Override
      public void close() {
        bar.close();
        out.println();
      }
    };
  }

  /** About ten lines in all, for a file or a log. */
  static TrainingProgress lines(PrintWriter out, int epochs) {
    int every = Math.max(1, epochs / 10);
    return new TrainingProgress() {
      @Override
      public void show(EpochResult epoch) {
        if (epoch.number() == 1 || epoch.number() % every == 0 || epoch.number() == epochs) {
          out.printf("epoch %4d of %d: %s%n", epoch.number(), epochs, epoch.figures());
        }
      }

      @Override
      public void close() {
        out.flush();
      }
    };
  }
}
