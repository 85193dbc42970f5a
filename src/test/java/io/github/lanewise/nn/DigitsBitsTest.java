package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A network trained on real digits has the same bits on every engine, width and number of threads.
 *
 * <p>Every leg of the build runs this test and compares with one constant, so that the legs compare
 * with each other. The constants are the checksums that the scalar engine gave when the test was
 * written. They change with the initialisation, the shuffle, the order of a reduction or the
 * operations of a function, all of which are promised to users: a change belongs in the changelog.
 */
class DigitsBitsTest {

  private static final String DIGITS = "/io/github/lanewise/examples/optdigits/train-";
  private static final int IMAGES = 1437;
  private static final int PIXELS = 64;

  /** Between them they run every activation, every cost and every optimiser. */
  private enum Case {
    SIGMOID(Activation.SIGMOID, Cost.SOFTMAX_CROSS_ENTROPY, 0x6305eba5),
    TANH(Activation.TANH, Cost.HALF_SQUARED_ERROR, 0xa3ac845c),
    LEAKY_RELU(Activation.leakyRelu(0.01f), Cost.BINARY_CROSS_ENTROPY, 0xd7b1ea51),
    RELU(Activation.RELU, Cost.SOFTMAX_CROSS_ENTROPY, 0x64ceabf9),
    DECAYED_SGD(Optimiser.sgd(0.1f, 1e-3f), 0x30e1b22e),
    MOMENTUM(Optimiser.momentum(0.05f, 0.9f), 0xef6dafac),
    NESTEROV(Optimiser.nesterov(0.05f, 0.9f), 0x8d8a64a3),
    ADAM(Optimiser.adam(1e-3f), 0x9caae1a4),
    ADAM_W(Optimiser.adamW(1e-3f, 0.01f), 0x823da0d1);

    private final Activation activation;
    private final Cost cost;
    private final Optimiser optimiser;
    private final int checksum;

    Case(Activation activation, Cost cost, int checksum) {
      this(activation, cost, Optimiser.sgd(0.1f), checksum);
    }

    Case(Optimiser optimiser, int checksum) {
      this(Activation.SIGMOID, Cost.SOFTMAX_CROSS_ENTROPY, optimiser, checksum);
    }

    Case(Activation activation, Cost cost, Optimiser optimiser, int checksum) {
      this.activation = activation;
      this.cost = cost;
      this.optimiser = optimiser;
      this.checksum = checksum;
    }
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void oneToFourThreads(Case c) throws IOException {
    assertChecksum(c, Threads.sequential());
    assertChecksum(c, Threads.commonPool());
    for (int threads = 1; threads <= 4; threads++) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertChecksum(c, Threads.of(pool));
      }
    }
  }

  /** Ten epochs of two steps; the products are large enough to be split over four threads. */
  private static void assertChecksum(Case c, Threads threads) throws IOException {
    Network net =
        Network.of(PIXELS)
            .dense(64, c.activation)
            .dense(10)
            .initialise(Initialisation.GLOROT_UNIFORM, 42);
    Training training = net.training(c.cost, c.optimiser, 720, threads);
    Matrix x = images();
    Matrix y = labels();
    Shuffler shuffler = Shuffler.seeded(42);
    float first = training.epoch(x, y, shuffler);
    float last = first;
    for (int epoch = 1; epoch < 10; epoch++) {
      last = training.epoch(x, y, shuffler);
    }
    assertTrue(last < first, c + ": nothing learnt, " + first + " → " + last);
    assertEquals(
        Integer.toHexString(c.checksum),
        Integer.toHexString(checksum(net.parameters().toArray())),
        c + " on " + threads);
  }

  private static int checksum(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    for (float value : values) {
      bytes.putInt(Float.floatToRawIntBits(value));
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.array());
    return (int) crc.getValue();
  }

  private static Matrix images() throws IOException {
    byte[] bytes = read("images-idx3-ubyte");
    Matrix x = Matrix.zeros(IMAGES, PIXELS);
    int header = bytes.length - IMAGES * PIXELS;
    for (int i = 0; i < IMAGES * PIXELS; i++) {
      x.data()[x.offset() + i] = (bytes[header + i] & 0xff) / 255f;
    }
    return x;
  }

  private static Matrix labels() throws IOException {
    byte[] bytes = read("labels-idx1-ubyte");
    int header = bytes.length - IMAGES;
    int[] labels = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = bytes[header + i];
    }
    return Matrix.oneHot(labels, 10);
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = DigitsBitsTest.class.getResourceAsStream(DIGITS + file)) {
      return in.readAllBytes();
    }
  }
}
