/** Data sets read from files. */
package io.github.lanewise.io;
