package io.github.lanewise.workbench;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a run is and how long it will take, on standard error: a bar, or lines in a log. */
abstract class Progress implements AutoCloseable {

  /** A terminal has at least 80 columns; a longer line would wrap. */
  private static final int LINE = 79;

  static Progress of(String task, int total) {
    Console console = System.console();
    return console != null && console.isTerminal()
        ? new Bar(task, total, System.err)
        : new Lines(task, total, System.err);
  }

  /** What is being done now. */
  abstract void now(String what);

  /** So much of the total is done. */
  abstract void to(int done);

  /** One step more is done. */
  abstract void step();

  @Override
  public abstract void close();

  /** As in {@code 1 min 5 s}. */
  static String text(Duration time) {
    long seconds = Math.max(0, Math.round(time.toMillis() / 1000.0));
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  private static final class Bar extends Progress {

    private final ProgressBar bar;
    private final PrintStream out;

    Bar(String task, int total, PrintStream out) {
      this.out = out;
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new DelegatingProgressBarConsumer(line -> out.print('\r' + line), LINE))
              .build();
    }

    @Override
    void now(String what) {
      bar.setExtraMessage(' ' + what);
    }

    @Override
    void to(int done) {
      bar.stepTo(done);
    }

    @Override
    void step() {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
      out.println();
    }
  }

  /** About twenty lines in all. */
  static final class Lines extends Progress {

    private final String task;
    private final int total;
    private final PrintStream out;
    private final long start = System.nanoTime();
    private int done;
    private int printed;
    private String what = "";

    Lines(String task, int total, PrintStream out) {
      this.task = task;
      this.total = total;
      this.out = out;
    }

    @Override
    void now(String what) {
      this.what = what;
    }

    @Override
    void to(int reached) {
      done = Math.min(reached, total);
      if (done > 0 && (printed == 0 || done - printed >= Math.max(1, total / 20))) {
        print();
      }
    }

    @Override
    void step() {
      to(done + 1);
      if (done == total && printed < total) {
        print();
      }
    }

    private void print() {
      printed = done;
      Duration left = Duration.ofNanos((System.nanoTime() - start) / done * (total - done));
      out.printf("%s: %d of %d, %s left (%s)%n", task, done, total, text(left), what);
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
