package io.mostrador.platform.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvTextTest {

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private static List<CsvRecord> read(String csv) {
    return CsvReader.builder().ofCsvRecord(csv).stream().toList();
  }

  @Property
  void no_text_is_a_formula_and_every_text_comes_back(@ForAll("texts") String text) {
    String csv = CsvText.continued().row("first", text, new BigDecimal("-1.50")).toString();
    List<CsvRecord> records = read(csv);
    assertThat(records).hasSize(1);
    String cell = records.get(0).getField(1);
    assertThat(cell)
        .satisfiesAnyOf(
            same -> assertThat(same).isEqualTo(text),
            defused -> assertThat(defused).isEqualTo("'" + text));
    assertThat(cell.isEmpty() || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0).isTrue();
    assertThat(records.get(0).getField(2)).isEqualTo("-1.50");
    assertThat(csv).endsWith("\r\n");
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> starts = Arbitraries.of("", "=", "+", "-", "@", "\t", "\r", "\n", "'", "\"");
    Arbitrary<String> rest =
        Arbitraries.strings().withChars("=+-@\t\r\n'\",;ñ€ aB1()").ofMaxLength(12);
    return starts.flatMap(start -> rest.map(end -> start + end));
  }

  @Test
  void a_text_that_harms_nobody_stays_as_it_is() {
    assertThat(CsvText.continued().row("Crédito 3 MSI", "a=b", "", null, 7).toString())
        .isEqualTo("Crédito 3 MSI,a=b,,,7\r\n");
  }

  @Test
  void commas_quotes_and_line_ends_are_quoted() {
    assertThat(CsvText.continued().row("a,b", "say \"hi\"", "two\r\nlines").toString())
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n");
  }

  @Test
  void only_the_beginning_has_a_byte_order_mark_and_names() {
    assertThat(CsvText.beginning(List.of("id", "amount")).row("x", BigDecimal.ONE).toString())
        .isEqualTo("\uFEFFid,amount\r\nx,1\r\n");
    assertThat(CsvText.continued().toString()).isEmpty();
  }
}
