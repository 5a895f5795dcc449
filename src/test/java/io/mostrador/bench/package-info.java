/** Measures, by {@code mvn -Pbench test}; not part of the ordinary tests. */
package io.mostrador.bench;
