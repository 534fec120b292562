package flowgauge.scenario.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people write them, and what other clients send for them. */
class HttpUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\0',
      value = {
        // written                        Host field          target                 kept
        "http://h h / http://h/",
        "HTTP://h:80/a h /a http://h/a",
        "HtTpS://h/a h /a https://h/a",
        "https://h:443 h / https://h/",
        "https://h:80/ h:80 / https://h:80/",
        "http://h:/ h / http://h/",
        "http://my_host:8080/ my_host:8080 / http://my_host:8080/",
        "http://h/a%2Fb%2f h /a%2Fb%2f http://h/a%2Fb%2f",
        "http://h?q=a|b h /?q=a|b http://h/",
        "http://h/{x}?q={\"a\":[1]}^` h /{x}?q={\"a\":[1]}^` http://h/{x}",
        "http://h/a/../b//c h /a/../b//c http://h/a/../b//c",
        "http://h/%zz h /%zz http://h/%zz",
        "http://h/a#fragment h /a http://h/a",
        "http://h?q#fragment h /?q http://h/",
        "http://h/q?a?b h /q?a?b http://h/q",
        "http://[::1]:8080/ [::1]:8080 / http://[::1]:8080/",
        "http://[fe80::1%1]/ [fe80::1] / http://[fe80::1%1]/",
        "http://[fe80::1%251]:81/ [fe80::1]:81 / http://[fe80::1%1]:81/",
        "http://h/\u00e9?\u20ac h /%C3%A9?%E2%82%AC http://h/%C3%A9",
        "http://b\u00fccher.example/ xn--bcher-kva.example / http://xn--bcher-kva.example/",
        "http://host.:81/ host.:81 / http://host.:81/",
      })
  void isSentAsOthersSendIt(String written, String host, String target, String kept) {
    HttpUrl url = HttpUrl.parse(written);
    assertEquals(host, url.authority());
    assertEquals(target, url.path() + url.query());
    assertEquals(kept, url.toString());
    assertEquals(url, HttpUrl.parse(url + url.query()));
    HttpUrl root = HttpUrl.parse(url.base().toString());
    assertEquals(host, root.authority());
    assertEquals(url.secure(), root.secure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "127.0.0.1:8080/score",
        "ftp://h/",
        "http:/h",
        "http://",
        "http:///score",
        "http://:80/",
        "http://h:0/",
        "http://h:65536/",
        "http://h:80x/",
        "http://h:1:2/",
        "http://[::1/",
        "http://[:::]/",
        "http://[nonsense]/",
        "http://::1/",
        "http://h\\x/",
        "http://a%41/",
        "http://a,b/",
        "http://\u2100.example/"
      })
  void whatIsNoneIsRefusedWithAnExample(String text) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> HttpUrl.parse(text)).getMessage();
    assertTrue(said.contains("is not a URL; write for example http://"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "http://h/a b|write %20 for a space",
        "http://h/\u00a0|", // no-break space is sent as it is
        "http://me:secret@h/|leave the name and password out",
        "http://me@h/|leave the name and password out",
        "http://stra\u00dfe.example/|as it is registered, xn--",
        "http://[fe80::1%nosuch0]/|no network interface 'nosuch0'",
      })
  void whatIsNotSentSaysWhy(String text, String says) {
    if (says == null) {
      HttpUrl.parse(text);
      return;
    }
    String said =
        assertThrows(IllegalArgumentException.class, () -> HttpUrl.parse(text)).getMessage();
    assertTrue(said.contains(says), said);
    assertTrue(!said.contains("secret"), said);
  }

  @Test
  void aCertificateIsForTheNameAlone() {
    assertEquals("host.example", HttpUrl.parse("https://host.example.:8443/").peer());
    assertEquals("fe80::1", HttpUrl.parse("https://[fe80::1%1]/").peer());
  }
}
