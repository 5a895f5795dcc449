package io.mostrador.fuzz;

import java.util.function.Consumer;

/**
 * One way to spoil a request.
 *
 * @param isSure whether the contract leaves no doubt that it is then refused
 */
record Fault(String name, boolean isSure, Consumer<Draft> spoil) {

  static Fault sure(String name, Consumer<Draft> spoil) {
    return new Fault(name, true, spoil);
  }

  /** The server may take it or not, as long as it says so in the contract's form. */
  static Fault odd(String name, Consumer<Draft> spoil) {
    return new Fault(name, false, spoil);
  }
}
