package io.github.lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DigitsTest {

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  private Run run(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine digits = Digits.commandLine();
    digits.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = digits.execute(options);
    return new Run(code, out.toString(), err.toString());
  }

  @Test
  void learnsDigitsAsWellAsItsPeers() throws IOException {
    Run run = run("--output", folder.resolve("plots").toString());
    assertEquals(0, run.code, run.err);
    assertTrue(run.out.contains("4,810 of 4,810 checked by central differences"), run.out);
    assertTrue(number("test +([0-9.]+) % of 360 images right", run.out) >= 96, run.out);
    assertTrue(run.out.contains("actual \\ predicted   0   1   2"), run.out);
    assertTrue(number("trained +100 epochs in [0-9.]+ s, ([0-9.]+) GFLOP/s", run.out) > 0, run.out);
    assertTrue(number("one step +([0-9.]+) us, in naive loops", run.out) > 0, run.out);
    assertTrue(run.out.contains("plot       " + folder.resolve("plots/training.svg")), run.out);
    assertTrue(Files.readString(folder.resolve("plots/training.svg")).contains("<polyline"));
  }

  @Test
  void equalSeedsGiveEqualPicturesWhateverTheThreadsAndTheFolder() throws IOException {
    Path one = folder.resolve("one");
    Path three = folder.resolve("three");
    Run embedded = run("--epochs", "3", "--output", one.toString());
    assertEquals(0, embedded.code, embedded.err);
    copyDigitsTo(folder);
    Run copied =
        run("--data", "" + folder, "--epochs", "3", "--threads", "3", "--output", "" + three);
    assertEquals(0, copied.code, copied.err);
    assertTrue(copied.out.contains("1,437 training and 360 test images of 8x8 pixels, " + folder));
    assertEquals(
        Files.readString(one.resolve("training.svg")),
        Files.readString(three.resolve("training.svg")));
  }

  @Test
  void goesOnFromItsStateToTheSameBits() throws IOException {
    Path straight = folder.resolve("straight");
    Path pieces = folder.resolve("pieces");
    String output = folder.toString();
    run("--epochs", "4", "--state", "" + straight, "--output", output);
    run("--epochs", "1", "--state", "" + pieces, "--output", output);
    Run last = run("--epochs", "4", "--state", "" + pieces, "--output", output);
    assertEquals(0, last.code, last.err);
    assertTrue(last.out.contains("going on after epoch 1"), last.out);
    String description =
        "64-64-10, sigmoid, softmax cross-entropy, sgd, batches of 32, rate 0.5, seed 1, 1437"
            + " images";
    assertArrayEquals(
        TrainingState.read(straight, description, 4810).parameters(),
        TrainingState.read(pieces, description, 4810).parameters());
    refused(1, "4 epochs are done", "--epochs", "3", "--state", "" + pieces);
    refused(1, "of another training", "--epochs", "5", "--seed", "2", "--state", "" + pieces);
    Files.write(pieces, Arrays.copyOf(Files.readAllBytes(pieces), 2000));
    refused(1, "not the state of a training", "--epochs", "5", "--state", "" + pieces);
  }

  @Test
  void otherNetworksAreTrainedToo() {
    Run run =
        run(
            "--epochs",
            "3",
            "--hidden",
            "20,15",
            "--activation",
            "RELU",
            "--cost",
            "squared",
            "--rate",
            "0.1",
            "--output",
            folder.toString());
    assertEquals(0, run.code, run.err);
    assertTrue(run.out.contains("64-20-15-10, relu, half squared error"), run.out);
    assertTrue(!run.out.contains("in naive loops"), run.out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"momentum", "nesterov", "adam", "adamw"})
  void everyOptimiserLearns(String name) {
    Run run = run("--optimiser", name, "--epochs", "20", "--output", folder.toString());
    assertEquals(0, run.code, run.err);
    assertTrue(run.out.contains("4,810 parameters; " + name + ", batches of 32"), run.out);
    assertTrue(number("test +([0-9.]+) % of 360 images right", run.out) >= 90, run.out);
    assertTrue(!run.out.contains("in naive loops"), run.out);
  }

  @Test
  void optimisersTakeTheirOwnOptions() {
    String output = folder.toString();
    String options =
        "--optimiser adamw --beta1 0.8 --beta2 0.99 --epsilon 1e-6 --weight-decay 0.1 --rate 0.01"
            + " --epochs 2 --output ";
    Run run = run((options + output).split(" "));
    assertEquals(0, run.code, run.err);
    assertTrue(run.out.contains("adamw with weight decay 0.1, batches of 32, rate 0.01"), run.out);
    refused(
        2,
        "--momentum is for --optimiser momentum and nesterov, and not for sgd",
        "--momentum",
        "0");
    refused(
        2,
        "--weight-decay is for --optimiser sgd and adamw, and not for adam",
        "--optimiser",
        "adam",
        "--weight-decay",
        "0");
    refused(
        2,
        "Optimiser.momentum: momentum 1.0 is not from 0 to below 1",
        "--optimiser",
        "momentum",
        "--momentum",
        "1");
    refused(
        2,
        "--optimiser is adam; devices know plain sgd only",
        "--optimiser",
        "adam",
        "--device",
        "reference");
    refused(
        2,
        "--optimiser is sgd with weight decay 0.1; devices know plain sgd only",
        "--weight-decay",
        "0.1",
        "--device",
        "reference");
    refused(
        2,
        "--optimiser is adam, which remembers more than weights",
        "--optimiser",
        "adam",
        "--state",
        output + "/state");
    refused(2, "'lion'", "--optimiser", "lion");
  }

  @Test
  void aDeviceGivesThePictureOfTheCpu() throws IOException {
    Path cpu = folder.resolve("cpu");
    Path device = folder.resolve("device");
    run("--epochs", "3", "--output", cpu.toString());
    Run run = run("--epochs", "3", "--device", "reference", "--output", device.toString());
    assertEquals(0, run.code, run.err);
    assertTrue(run.out.contains("device     reference:0"), run.out);
    assertEquals(
        Files.readString(cpu.resolve("training.svg")),
        Files.readString(device.resolve("training.svg")));
    refused(1, "digits: device nowhere: there is none", "--device", "nowhere");
    refused(2, "--threads is 2; a device needs none", "--device", "reference", "--threads", "2");
  }

  @Test
  void badDataAreOneLineAndCodeOne() throws IOException {
    String nowhere = folder.resolve("nowhere").toString();
    refused(1, nowhere + ": there is no such folder", "--data", nowhere);
    refused(
        1,
        folder
            + ": there is no train-images-idx3-ubyte, no train-labels-idx1-ubyte, no"
            + " t10k-images-idx3-ubyte, no t10k-labels-idx1-ubyte, with or without .gz",
        "--data",
        folder.toString());
    copyDigitsTo(folder);
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    byte[] bytes = Files.readAllBytes(labels);
    bytes[8 + 5] = 10;
    Files.write(labels, bytes);
    refused(
        1, labels + ", byte 13: expected a label below 10, found 10", "--data", folder.toString());
    bytes[8 + 5] = 1;
    Files.write(labels, Arrays.copyOf(bytes, 100));
    refused(
        1,
        labels + ", byte 100: expected 360 bytes from byte 8 on, found the end",
        "--data",
        folder.toString());
  }

  @Test
  void aSetWithoutImagesIsOneLine() throws IOException {
    copyDigitsTo(folder);
    Files.write(
        folder.resolve("t10k-images-idx3-ubyte"),
        new byte[] {0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8});
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 0});
    refused(
        1,
        folder + ": learning needs a training and a test image at least",
        "--data",
        folder.toString());
  }

  @Test
  void aDivergingTrainingIsOneLine() {
    Run run = run("--rate", "1e38", "--output", folder.toString());
    assertEquals(1, run.code, run.out);
    assertTrue(run.err.startsWith("digits: the cost of "), run.err);
    assertTrue(run.err.contains("a lower learning rate may help"), run.err);
    assertEquals(1, run.err.lines().count());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Run run = run("--epochs", "1", "--output", file.toString());
    assertEquals(1, run.code);
    assertEquals("digits: " + file + " (FileAlreadyExistsException)", run.err.strip());
  }

  @Test
  void wrongOptionsAreCodeTwo() {
    for (String option : List.of("--hidden", "--epochs", "--batch", "--rate", "--threads")) {
      refused(2, option + " is 0", option, "0");
    }
    refused(2, "--rate is NaN", "--rate", "NaN");
    refused(2, "--rate is Infinity", "--rate", "Infinity");
    refused(2, "Invalid value for option '--epochs'", "--epochs", "many");
    refused(2, "Unknown option: '--speed'", "--speed");
  }

  @Test
  void helpNamesEveryOption() {
    Run run = run("--help");
    assertEquals(0, run.code);
    for (String option :
        List.of(
            "data",
            "hidden",
            "epochs",
            "batch",
            "rate",
            "seed",
            "threads",
            "output",
            "optimiser",
            "momentum",
            "beta1",
            "beta2",
            "epsilon",
            "weight-decay")) {
      assertTrue(run.out.contains("--" + option + "="), run.out);
    }
  }

  private void refused(int code, String message, String... options) {
    Run run = run(options);
    assertEquals(code, run.code, run.out);
    assertTrue(run.err.contains(message), run.err);
    assertTrue(code == 2 || run.err.lines().count() == 1, run.err);
  }

  private static double number(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), () -> pattern + " is not in " + text);
    return Double.parseDouble(matcher.group(1));
  }

  private static void copyDigitsTo(Path folder) throws IOException {
    for (String set : List.of("train", "t10k")) {
      for (String kind : List.of("images-idx3", "labels-idx1")) {
        String name = set + "-" + kind + "-ubyte";
        try (InputStream in = Digits.class.getResourceAsStream("optdigits/" + name)) {
          Files.copy(in, folder.resolve(name));
        }
      }
    }
  }
}
