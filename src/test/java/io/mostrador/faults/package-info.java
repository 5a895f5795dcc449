/**
 * Breaks things under load and holds the books against what was answered; a short form runs with
 * all tests, {@code mvn verify -Pfaults} runs the long one.
 */
package io.mostrador.faults;
