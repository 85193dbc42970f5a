package io.github.lanewise.examples;

import io.github.lanewise.Lanewise;
import io.github.lanewise.Threads;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.DeviceTraining;
import io.github.lanewise.device.Devices;
import io.github.lanewise.io.Idx;
import io.github.lanewise.io.ImageDataSet;
import io.github.lanewise.nn.GradientCheck;
import io.github.lanewise.nn.GradientReport;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Shuffler;
import io.github.lanewise.nn.Training;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The quickstart: learns handwritten digits, unless told otherwise with one hidden layer and plain
 * gradient descent, and says how well and how fast.
 */
@Command(
    name = "digits",
    footerHeading = "%nExample:%n",
    footer = "  --data mnist --hidden 512,256 --activation relu --rate 0.1 --epochs 10",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = "Learns handwritten digits, and says how well and how fast.")
public final class Digits implements Callable<Integer> {

  private static final double GRADIENT_TOLERANCE = 1e-3;
  private static final int GRADIENT_IMAGES = 4;
  private static final int GRADIENT_PARAMETERS = 5000;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with the four files of MNIST, or of a set like it (.gz too). Without it, the"
              + " embedded optdigits.")
  private Path data;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Labels of the data are 0 to N-1.")
  private int classes;

  @Mixin private NetworkOptions options;

  @Mixin private OptimiserOptions optimiser;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "100",
      description = "How often each image is learnt from.")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images in a training step.")
  private int batch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of initial weights and shuffles; equal seeds give equal results.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads for the products; they do not change the result.")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description =
          "Train on a device: its id, type or part of its name, as docs/gpu.md says, or reference."
              + " By default the CPU.")
  private String deviceName;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "target/quickstart",
      description = "Folder that gets the plot.")
  private Path output;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Keep the training here after every epoch, and go on from there if the file exists.")
  private Path state;

  @Spec private CommandSpec spec;
  private PrintWriter out;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /**
   * Wrong options end with code 2; data, sizes or a rate that do not work with code 1 and a line.
   */
  public static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new Digits()).setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
      if (exception instanceof IOException
          || exception instanceof ArithmeticException
          || exception instanceof DeviceException
          || exception instanceof IllegalArgumentException
          || exception instanceof IllegalStateException) {
        command.getErr().println(command.getCommandName() + ": " + explanation(exception));
        return 1;
      }
      throw exception;
    });
    return commandLine;
  }

  /** The message in a line; that of the file system's exceptions is a path alone. */
  private static String explanation(Exception exception) {
    return exception instanceof FileSystemException
        ? exception.getMessage() + " (" + exception.getClass().getSimpleName() + ")"
        : String.join(" | ", exception.getMessage().lines().toList());
  }

  @Override
  public Integer call() throws IOException {
    out = spec.commandLine().getOut();
    checkOptions();
    try (Device device = deviceName == null ? null : Devices.open(deviceName)) {
      learn(device);
    }
    return 0;
  }

  /** On the CPU if the device is null. */
  private void learn(Device device) throws IOException {
    report("engine", "%s", Lanewise.describe());
    if (device != null) {
      report("device", "%s", device.description());
    }
    ImageDataSet set = read();
    Network net =
        options.network(set.training().images().columns(), set.training().classes(), seed);
    report(
        "network",
        "%s, %,d parameters; %s, batches of %d, rate %s, %s",
        options.describe(net),
        net.parameters().size(),
        optimiser,
        batch,
        optimiser.rate(),
        device != null ? "on the device" : threads == 1 ? "1 thread" : threads + " threads");
    checkGradients(net, set);
    TimedTraining training = train(net, set, device);
    report(
        "trained",
        "%d epochs in %.2f s, %.1f GFLOP/s; in the fastest epoch %.1f",
        epochs,
        training.seconds(),
        training.gflopPerSecond(),
        training.fastestGflopPerSecond());
    report("", "(2mnk a product, three products a layer but for the one back into the input;");
    report("", "the first epochs run before the JVM has compiled the kernels)");
    judge(net, set);
    report("plot", "%s", TrainingPlot.write(training.epochs(), output));
    if (device == null && options.hasNaiveTwin() && optimiser.isPlain()) {
      compareWithLoops(net, set);
    }
  }

  private void checkOptions() {
    options.hidden.forEach(width -> check(width >= 1, "--hidden", width));
    check(classes >= 1, "--classes", classes);
    check(epochs >= 1, "--epochs", epochs);
    check(batch >= 1, "--batch", batch);
    float rate = optimiser.rate();
    check(rate > 0 && rate < Float.POSITIVE_INFINITY, "--rate", rate);
    check(threads >= 1, "--threads", threads);
    checkOptimiser();
    if (deviceName != null && threads > 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads is %d; a device needs none".formatted(threads));
    }
  }

  private void checkOptimiser() {
    try {
      optimiser.optimiser();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    if (deviceName != null && !optimiser.isPlain()) {
      throw new ParameterException(
          spec.commandLine(),
          "--optimiser is %s; devices know plain sgd only".formatted(optimiser));
    }
    if (state != null && optimiser.remembers()) {
      throw new ParameterException(
          spec.commandLine(),
          "--optimiser is %s, which remembers more than weights; --state keeps no more than those"
              .formatted(optimiser));
    }
  }

  private void check(boolean ok, String option, Object value) {
    if (!ok) {
      throw new ParameterException(
          spec.commandLine(), "%s is %s; it must be above 0".formatted(option, value));
    }
  }

  private ImageDataSet read() throws IOException {
    ImageDataSet set =
        data == null
            ? Idx.read(
                "embedded optdigits",
                name -> Digits.class.getResourceAsStream("optdigits/" + name),
                Idx.DIGITS)
            : Idx.readFolder(data, classes);
    report(
        "data",
        "%,d training and %,d test images of %dx%d pixels, %s",
        set.training().count(),
        set.test().count(),
        set.training().height(),
        set.training().width(),
        data == null ? "embedded optdigits" : data);
    if (set.training().count() == 0 || set.test().count() == 0) {
      throw new IOException(data + ": learning needs a training and a test image at least");
    }
    return set;
  }

  private void checkGradients(Network net, ImageDataSet set) {
    int images = Math.min(GRADIENT_IMAGES, set.training().count());
    GradientReport report =
        GradientCheck.of(net, options.cost())
            .sample(GRADIENT_PARAMETERS, seed)
            .check(
                set.training().images().rows(0, images),
                set.training().oneHotLabels().rows(0, images));
    if (!report.passed(GRADIENT_TOLERANCE)) {
      throw new ArithmeticException("the gradient check failed: " + report);
    }
    report(
        "gradients",
        "%,d of %,d checked by central differences, largest relative error %.1e at %s: right",
        report.checked(),
        report.parameters(),
        report.worst().relativeError(),
        report.worst().position());
  }

  private TimedTraining train(Network net, ImageDataSet set, Device device) throws IOException {
    String run = run(net, set, device);
    List<EpochResult> before = restored(net, run);
    if (device != null) {
      try (DeviceTraining training =
          device.training(net, options.cost(), optimiser.rate(), batch)) {
        return train(net, set, training::epoch, run, before);
      }
    }
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      Threads where = threads == 1 ? Threads.sequential() : Threads.of(pool);
      Training training = net.training(options.cost(), optimiser.optimiser(), batch, where);
      return train(net, set, training::epoch, run, before);
    }
  }

  private TimedTraining train(
      Network net,
      ImageDataSet set,
      TimedTraining.Epochs training,
      String run,
      List<EpochResult> before)
      throws IOException {
    try (TrainingProgress progress = progress()) {
      return TimedTraining.run(
          net,
          training,
          Shuffler.seeded(seed),
          before,
          epochs,
          set,
          progress,
          results -> {
            if (state != null) {
              new TrainingState(run, results, net.parameters().toArray()).write(state);
            }
          });
    }
  }

  /** All on which the weights depend, but for the pixels. */
  private String run(Network net, ImageDataSet set, Device device) {
    return "%s, %s, batches of %d, rate %s, seed %d, %d images%s"
        .formatted(
            options.describe(net),
            optimiser,
            batch,
            optimiser.rate(),
            seed,
            set.training().count(),
            device == null ? "" : ", on " + device.description().name());
  }

  /** The epochs that the state has behind it; the network then has its weights. */
  private List<EpochResult> restored(Network net, String run) throws IOException {
    if (state == null || !Files.exists(state)) {
      return List.of();
    }
    TrainingState before = TrainingState.read(state, run, net.parameters().size());
    if (before.epochs().size() > epochs) {
      throw new IOException(
          "%s: %d epochs are done, and --epochs is %d"
              .formatted(state, before.epochs().size(), epochs));
    }
    net.parameters().set(before.parameters());
    report("state", "going on after epoch %d, from %s", before.epochs().size(), state);
    return before.epochs();
  }

  private TrainingProgress progress() {
    Console console = System.console();
    return console != null && console.isTerminal()
        ? TrainingProgress.bar(out, epochs)
        : TrainingProgress.lines(out, epochs);
  }

  private void judge(Network net, ImageDataSet set) {
    ConfusionMatrix confusion = ConfusionMatrix.of(net, set.test());
    report("test", "%.2f %% of %,d images right", 100 * confusion.accuracy(), confusion.total());
    out.println();
    out.println(confusion);
  }

  private void compareWithLoops(Network net, ImageDataSet set) {
    int images = Math.min(batch, set.training().count());
    StepComparison comparison =
        StepComparison.measure(net, set.training(), images, optimiser.rate());
    report("one step", "%s", comparison);
    report(
        "",
        "(batch of %d, 1 thread, medians; the gradients differ by %.0e of the largest element)",
        images,
        comparison.difference());
  }

  private void report(String subject, String format, Object... values) {
    out.printf("%-10s %s%n", subject, String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
