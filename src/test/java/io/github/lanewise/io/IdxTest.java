package io.github.lanewise.io;

import static io.github.lanewise.io.IdxFiles.TEST_IMAGES;
import static io.github.lanewise.io.IdxFiles.TEST_LABELS;
import static io.github.lanewise.io.IdxFiles.TRAINING_PIXELS;
import static io.github.lanewise.io.IdxFiles.TRAIN_IMAGES;
import static io.github.lanewise.io.IdxFiles.TRAIN_LABELS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.Matrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

  @TempDir private Path folder;
  private IdxFiles files;

  @BeforeEach
  void write() throws IOException {
    files = IdxFiles.writtenTo(folder);
  }

  @Test
  void readsPixelsLabelsAndSizes() throws IOException {
    ImageDataSet data = Idx.readFolder(folder);
    LabelledImages training = data.training();
    assertEquals(3, training.count());
    assertEquals(2, training.height());
    assertEquals(3, training.width());
    assertEquals(10, training.classes());
    assertArrayEquals(new int[] {7, 0, 9}, training.labels());
    assertArrayEquals(new int[] {1, 2}, data.test().labels());
    assertEquals("3×6", training.images().shape());
    for (int i = 0; i < TRAINING_PIXELS.length; i++) {
      assertEquals(TRAINING_PIXELS[i] / 255f, training.images().get(i / 6, i % 6));
    }
  }

  @Test
  void labelsBecomeRowsWithOneAtTheClass() throws IOException {
    Matrix y = Idx.readFolder(folder).training().oneHotLabels();
    assertEquals("3×10", y.shape());
    float[] expected = new float[30];
    expected[7] = 1;
    expected[10] = 1;
    expected[29] = 1;
    assertArrayEquals(expected, y.toArray());
  }

  @Test
  void acceptsDotsAndCompression() throws IOException {
    ImageDataSet plain = Idx.readFolder(folder);
    files.rename(TRAIN_IMAGES, "train-images.idx3-ubyte");
    files.compress(TRAIN_LABELS);
    files.rename(TEST_LABELS, "t10k-labels.idx1-ubyte");
    files.compress("t10k-labels.idx1-ubyte");
    ImageDataSet other = Idx.readFolder(folder);
    assertArrayEquals(plain.training().images().toArray(), other.training().images().toArray());
    assertArrayEquals(plain.training().labels(), other.training().labels());
    assertArrayEquals(plain.test().labels(), other.test().labels());
  }

  @Test
  void thePlainFileIsReadOfSeveral() throws IOException {
    files.write(TRAIN_LABELS + ".gz", new byte[] {1, 2, 3});
    files.write("train-labels.idx1-ubyte", new byte[] {1, 2, 3});
    assertArrayEquals(new int[] {7, 0, 9}, Idx.readFolder(folder).training().labels());
  }

  @Test
  void readsFromAnySourceAndClosesWhatItOpens() throws IOException {
    List<String> open = new ArrayList<>();
    Idx.Source source =
        name -> {
          Path file = folder.resolve(name);
          if (!Files.exists(file)) {
            return null;
          }
          open.add(name);
          return new ByteArrayInputStream(Files.readAllBytes(file)) {
            @Override
            public void close() {
              open.remove(name);
            }
          };
        };
    assertEquals(3, Idx.read("memory", source, 10).training().count());
    assertEquals(List.of(), open);
    files.change(TEST_LABELS, IdxFiles.cutTo(9));
    refused(() -> Idx.read("memory", source, 10), "memory/" + TEST_LABELS, "byte 9");
    assertEquals(List.of(), open);
  }

  @Test
  void aSetMayBeEmpty() throws IOException {
    files.write(TEST_IMAGES, IdxFiles.images(0, 2, 3));
    files.write(TEST_LABELS, IdxFiles.labels());
    assertEquals(0, Idx.readFolder(folder).test().count());
  }

  @Test
  void refusesAFolderThatIsNotThere() throws IOException {
    refused(() -> Idx.readFolder(folder.resolve("nowhere")), "nowhere: there is no such folder");
    refused(() -> Idx.readFolder(folder.resolve(TEST_LABELS)), TEST_LABELS + " is not a folder");
  }

  @Test
  void listsTheFilesThatAreMissing() throws IOException {
    files.delete(TRAIN_IMAGES);
    files.delete(TEST_LABELS);
    refused(folder + ": there is no " + TRAIN_IMAGES + ", no " + TEST_LABELS);
    Files.createDirectory(folder.resolve("empty"));
    refused(
        () -> Idx.readFolder(folder.resolve("empty")),
        TRAIN_IMAGES,
        TRAIN_LABELS,
        TEST_IMAGES,
        TEST_LABELS);
  }

  @Test
  void refusesTheWrongMagicNumber() throws IOException {
    files.change(TRAIN_IMAGES, IdxFiles.withInt(0, 0x801));
    refused(at(TRAIN_IMAGES, 0), "expected the magic number 0x00000803", "found 0x00000801");
    IdxFiles.writtenTo(folder).change(TRAIN_LABELS, IdxFiles.withInt(0, 0xd01));
    refused(at(TRAIN_LABELS, 0), "0x00000801 (unsigned bytes, 1-dim", "found 0x00000d01");
  }

  @Test
  void refusesATruncatedHeaderWhereverItEnds() throws IOException {
    for (int length = 0; length < 16; length++) {
      IdxFiles.writtenTo(folder).change(TEST_IMAGES, IdxFiles.cutTo(length));
      refused(at(TEST_IMAGES, length), "expected the ", "found the end");
    }
    for (int length = 0; length < 8; length++) {
      IdxFiles.writtenTo(folder).change(TEST_LABELS, IdxFiles.cutTo(length));
      refused(at(TEST_LABELS, length), "expected the ", "found the end");
    }
  }

  @Test
  void refusesATruncatedBody() throws IOException {
    files.change(TRAIN_IMAGES, IdxFiles.cutTo(16 + 17));
    refused(at(TRAIN_IMAGES, 33), "expected 18 bytes from byte 16 on", "found the end");
    IdxFiles.writtenTo(folder).change(TRAIN_LABELS, IdxFiles.cutTo(8));
    refused(at(TRAIN_LABELS, 8), "expected 3 bytes from byte 8 on");
  }

  @Test
  void refusesWhatFollowsTheBody() throws IOException {
    files.change(TRAIN_IMAGES, IdxFiles.cutTo(16 + 19));
    refused(at(TRAIN_IMAGES, 34), "expected the end, for the header says 18 bytes", "found more");
    IdxFiles.writtenTo(folder).change(TEST_LABELS, IdxFiles.cutTo(11));
    refused(at(TEST_LABELS, 10), "expected the end, for the header says 2 bytes");
  }

  @Test
  void refusesLabelsThatDoNotMatchTheImages() throws IOException {
    files.write(TRAIN_LABELS, IdxFiles.labels(1, 2));
    refused(
        at(TRAIN_LABELS, 4), "expected 3 labels, one for each image of " + TRAIN_IMAGES, "found 2");
  }

  @Test
  void refusesALabelOutsideTheClasses() throws IOException {
    files.change(TRAIN_LABELS, IdxFiles.withByte(10, 10));
    refused(at(TRAIN_LABELS, 10), "expected a label below 10", "found 10");
    assertEquals(11, Idx.readFolder(folder, 11).training().classes());
    files.change(TRAIN_LABELS, IdxFiles.withByte(9, 255));
    refused(at(TRAIN_LABELS, 9), "found 255");
  }

  @Test
  void refusesAbsurdSizesBeforeItTakesMemory() throws IOException {
    int max = Integer.MAX_VALUE;
    files.write(TRAIN_IMAGES, IdxFiles.file(new int[] {0x803, max, max, max}));
    refused(at(TRAIN_IMAGES, 4), "at most 2147483639 elements", "2147483647×2147483647×2147483647");
    files.write(TRAIN_IMAGES, IdxFiles.file(new int[] {0x803, 0, max, 2}));
    refused(at(TRAIN_IMAGES, 4), "at most 2147483639 elements");
    files.write(TRAIN_IMAGES, IdxFiles.file(new int[] {0x803, -1, 2, 3}));
    refused(at(TRAIN_IMAGES, 4), "expected the number of images, 0 to", "found 4294967295");
    files.write(TRAIN_IMAGES, IdxFiles.file(new int[] {0x803, 3, 0, 3}));
    refused(at(TRAIN_IMAGES, 8), "expected the height, 1 to", "found 0");
    files.write(TRAIN_IMAGES, IdxFiles.file(new int[] {0x803, 3, 2, Integer.MIN_VALUE}));
    refused(at(TRAIN_IMAGES, 12), "expected the width, 1 to", "found 2147483648");
    files.write(TRAIN_IMAGES, IdxFiles.file(new int[] {0x803, 2_000_000, 32, 32}, new int[99]));
    refused(at(TRAIN_IMAGES, 115), "expected 2048000000 bytes", "found the end");
  }

  @Test
  void refusesTestImagesOfAnotherSize() throws IOException {
    files.write(TEST_IMAGES, IdxFiles.images(2, 3, 2, new int[12]));
    refused(TRAIN_IMAGES + " has images of 2×3 pixels, but " + TEST_IMAGES + " of 3×2");
  }

  @Test
  void refusesWhatIsNotAWholeGzipFile() throws IOException {
    files.compress(TRAIN_IMAGES);
    byte[] whole = Files.readAllBytes(folder.resolve(TRAIN_IMAGES + ".gz"));
    files.change(TRAIN_IMAGES + ".gz", IdxFiles.cutTo(whole.length - 12));
    refused(folder + "/" + TRAIN_IMAGES + ".gz is not a whole gzip file");
    files.write(TRAIN_IMAGES + ".gz", IdxFiles.images(3, 2, 3, TRAINING_PIXELS));
    refused(TRAIN_IMAGES + ".gz is not a whole gzip file");
    files.write(TRAIN_IMAGES + ".gz", new byte[0]);
    refused(TRAIN_IMAGES + ".gz is not a whole gzip file");
    whole[whole.length - 8] ^= 1;
    files.write(TRAIN_IMAGES + ".gz", whole);
    refused(TRAIN_IMAGES + ".gz is not a whole gzip file");
  }

  @Test
  void aFailingDeviceIsNoDataError() {
    IOException failure = new IOException("the disk is on fire");
    Idx.Source source =
        name ->
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw failure;
              }
            };
    assertEquals(failure, assertThrows(IOException.class, () -> Idx.read("disk", source, 10)));
  }

  @Test
  void refusesMoreClassesThanAByteTellsApart() {
    for (int classes : new int[] {0, -1, 257}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Idx.readFolder(folder, classes));
      assertEquals(
          "Idx.read: " + classes + " classes; a label byte tells 1 to 256 apart", e.getMessage());
    }
  }

  private interface Reading {
    ImageDataSet read() throws IOException;
  }

  private String at(String name, int offset) {
    return folder + "/" + name + ", byte " + offset + ": ";
  }

  private void refused(String... parts) {
    refused(() -> Idx.readFolder(folder), parts);
  }

  private static void refused(Reading reading, String... parts) {
    String message = assertThrows(DataSetException.class, reading::read).getMessage();
    for (String part : parts) {
      if (!message.contains(part)) {
        assertEquals(part, message);
      }
    }
  }
}
