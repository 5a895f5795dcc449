package io.mostrador.domain.purchasing.parsing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * With the other tests it only rereads the texts in {@code InvoiceParserFuzzTestInputs}. To look
 * for new ones, a minute each (one a run; what fails is written beside the others):
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true -Dtest='InvoiceParserFuzzTest#myesa'
 * JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true -Dtest='InvoiceParserFuzzTest#delimited'
 * }</pre>
 */
class InvoiceParserFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void myesa(byte[] text) {
    Lines.assertSound(new String(text, StandardCharsets.UTF_8), InvoiceParsers.forKey("myesa"));
  }

  @FuzzTest(maxDuration = "1m")
  void delimited(byte[] text) {
    Lines.assertSound(new String(text, StandardCharsets.UTF_8), InvoiceParsers.forKey("csv"));
  }
}
