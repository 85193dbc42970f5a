/**
 * The workbench: a command line that shows what this machine can do, checks and tunes the library
 * on it, and measures it. Everything that is timed or compared runs in a JVM of its own.
 */
package io.github.lanewise.workbench;
