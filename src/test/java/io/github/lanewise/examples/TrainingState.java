package io.github.lanewise.examples;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A training after some of its epochs, as a file from which it goes on to the same bits. Gradient
 * descent remembers nothing else from step to step.
 *
 * @param run what the training is: data, network, rule; another cannot go on from here
 */
record TrainingState(String run, List<EpochResult> epochs, float[] parameters) {

  private static final String HEADER = "Lanewise training 1";

  /** The file is there completely or not at all, whatever interrupts the writing. */
  void write(Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
      out.writeUTF(HEADER);
      out.writeUTF(run);
      out.writeInt(epochs.size());
      for (EpochResult epoch : epochs) {
        out.writeDouble(epoch.cost());
        out.writeDouble(epoch.accuracy());
        out.writeDouble(epoch.imagesPerSecond());
      }
      out.writeInt(parameters.length);
      for (float parameter : parameters) {
        out.writeFloat(parameter);
      }
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** {@link IOException} with a sentence if it is not the state of this very training. */
  static TrainingState read(Path file, String run, int parameters) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (!in.readUTF().equals(HEADER)) {
        throw new IOException(file + ": not the state of a training");
      }
      String other = in.readUTF();
      if (!other.equals(run)) {
        throw new IOException(
            "%s: the state of another training, %s and not %s".formatted(file, other, run));
      }
      List<EpochResult> epochs = new ArrayList<>();
      int count = in.readInt();
      for (int number = 1; number <= count; number++) {
        epochs.add(new EpochResult(number, in.readDouble(), in.readDouble(), in.readDouble()));
      }
      float[] values = new float[parameters];
      if (in.readInt() != parameters) {
        throw new IOException(file + ": the state of a network of another size");
      }
      for (int i = 0; i < parameters; i++) {
        values[i] = in.readFloat();
      }
      return new TrainingState(run, epochs, values);
    } catch (java.io.EOFException | java.io.UTFDataFormatException e) {
      throw new IOException(file + ": not the state of a training", e);
    }
  }
}
