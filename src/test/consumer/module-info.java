/** An application that depends on the library. */
module consumer {
  requires io.github.lanewise;
}
