package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://host/path?key=s3cret, https://host/path?key=***",
        "https://host/path?key=s3cret&access_token=t0ken, https://host/path?key=***&access_token=***",
        "https://host?s3cret, https://host?***",
        "https://host/?a=s3=cret&&b=, https://host/?a=***&&b=***",
        "https://us%40er:pa@ss&x@host:8443/path, https://***@host:8443/path",
        "HTTPS://me:s3cret@host/p?k=v#s3cret, HTTPS://***@host/p?k=***#***",
        "http://host/not a url?key=s3 cret^, http://host/not a url?key=***",
        "https://host/path?, https://host/path?",
    })
    void a_url_shows_neither_user_info_nor_values(String stored, String shown) {
        assertThat(ShownTarget.of(stored)).isEqualTo(shown);
        assertThat(ShownTarget.of(shown)).isEqualTo(shown);
        ShownTarget.shownAs(shown)
                .ifPresent(looks -> assertThat(stored).as("found as %s", shown).matches(looks));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oc_1234", "C0123?x=1", "a@b.example", "https://host/path", "中文群"})
    void an_address_without_a_secret_stays_as_it_is_and_means_itself(String address) {
        assertThat(ShownTarget.of(address)).isEqualTo(address);
        assertThat(ShownTarget.shownAs(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/path?key=a&more=b",
                "https://host/path?other=a",
                "https://host/path/more?key=a",
                "https://hostXpath?key=a",
                "https://host/path",
                "https://u@host/path?key=a",
                "xhttps://host/path?key=a",
            })
    void a_masked_form_does_not_name_what_is_shown_otherwise(String stored) {
        assertThat(ShownTarget.shownAs("https://host/path?key=***")
                        .orElseThrow()
                        .matcher(stored)
                        .find())
                .isFalse();
    }

    @Test
    void a_url_with_a_secret_means_itself_alone() {
        assertThat(ShownTarget.shownAs("https://host/path?key=***&token=whole")).isEmpty();
    }
}
