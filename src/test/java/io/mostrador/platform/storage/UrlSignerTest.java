package io.mostrador.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;

class UrlSignerTest {

  private static final UrlSigner SIGNER =
      new UrlSigner(
          "us-east-1",
          "AKIAIOSFODNN7EXAMPLE",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));

  private static String signature(URI url) {
    return url.getRawQuery().replaceFirst(".*X-Amz-Signature=([0-9a-f]+).*", "$1");
  }

  /** The example of the Amazon S3 API Reference, "Authenticating Requests: Query Parameters". */
  @Test
  void the_signature_is_the_one_that_amazon_publishes() {
    URI signed =
        SIGNER.sign(
            SdkHttpMethod.GET,
            URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
            Map.of(),
            Duration.ofDays(1));
    assertThat(signature(signed))
        .isEqualTo("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    assertThat(signed.toString())
        .startsWith("https://examplebucket.s3.amazonaws.com/test.txt?")
        .contains("X-Amz-Algorithm=AWS4-HMAC-SHA256")
        .contains(
            "X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request")
        .contains("X-Amz-Date=20130524T000000Z")
        .contains("X-Amz-Expires=86400")
        .contains("X-Amz-SignedHeaders=host")
        .doesNotContain("wJalrXUtnFEMI");
  }

  @Test
  void the_type_and_the_length_of_an_upload_are_signed() {
    URI url = URI.create("http://storage.example:9000/shop/images/a/original.jpg");
    URI signed = SIGNER.sign(SdkHttpMethod.PUT, url, upload("1024"), Duration.ofMinutes(5));
    URI other = SIGNER.sign(SdkHttpMethod.PUT, url, upload("1025"), Duration.ofMinutes(5));
    assertThat(signed.toString())
        .startsWith(url + "?")
        .contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost")
        .contains("X-Amz-Expires=300");
    assertThat(signature(other)).isNotEqualTo(signature(signed));
  }

  private static Map<String, String> upload(String bytes) {
    return Map.of("Content-Type", "image/jpeg", "Content-Length", bytes);
  }
}
