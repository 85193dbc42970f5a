package io.github.lanewise.io;

import java.io.IOException;
import java.io.Serial;

/**
 * A data set is not there, or is not what its format says. The message names the file, the byte
 * where that shows, what was expected there and what was found.
 */
public final class DataSetException extends IOException {

  @Serial private static final long serialVersionUID = 1;

  DataSetException(String message) {
    super(message);
  }

  DataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
