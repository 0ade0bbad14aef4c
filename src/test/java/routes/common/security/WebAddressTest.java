package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://alert_receiver:8080/x, alert_receiver, http://alert_receiver:8080/x",
        "https://_dmarc.example.com, _dmarc.example.com, https://_dmarc.example.com",
        "http://监控.example.com/x, xn--izun04b.example.com, http://xn--izun04b.example.com/x",
        "http://127.0.0.1:9/x?a=1#top, 127.0.0.1, http://127.0.0.1:9/x?a=1",
        "HTTP://[2001:db8::1]:8080/a%2Fb?c=%2B, [2001:db8::1], HTTP://[2001:db8::1]:8080/a%2Fb?c=%2B",
        "https://example.com#only, example.com, https://example.com"
    })
    void a_host_is_seen_and_the_address_is_sent_without_what_is_the_readers(String url, String host, String sent) {
        WebAddress address = WebAddress.parse(url).orElseThrow();

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.sendable()).isEqualTo(sent);
        assertThat(address.names()).isFalse();
    }

    @Test
    void a_user_in_it_is_seen() {
        assertThat(WebAddress.parse("https://user:secret@db_1.example/x")
                        .orElseThrow()
                        .names())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a url",
                "ftp://x",
                "https://",
                "http:///x",
                "http://a b/",
                "http://x:99999/",
                "http://-x/",
                "mailto:a@b",
                "//x/y",
                "http://[::1",
                "http://x:y/"
            })
    void what_is_none_is_refused_and_sent_as_it_is(String text) {
        assertThat(WebAddress.parse(text)).isEmpty();
        assertThat(WebAddress.sendable(text)).isEqualTo(text);
    }
}
