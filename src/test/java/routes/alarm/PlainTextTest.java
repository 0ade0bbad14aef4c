package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @Test
    void a_cut_text_ends_with_an_ellipsis_and_never_in_half_a_pair() {
        assertThat(PlainText.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(PlainText.cut("abcd\ud83d\ude00fg", 6)).isEqualTo("abcd…");
    }

    @Test
    void only_broken_pairs_are_replaced() {
        assertThat(PlainText.clean("plain")).isSameAs("plain");
        assertThat(PlainText.clean("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
        assertThat(PlainText.clean("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
    }

    @Test
    void the_first_text_that_says_something_counts() {
        assertThat(PlainText.firstOf(null, " ", "x", "y")).isEqualTo("x");
        assertThat(PlainText.firstOf(null, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\r\n", "\u00a0", "\u2003\u202f", "\u3000", "\u200b", "\ufeff", "\u2060 \u200d", "\0"
            })
    void text_in_which_nothing_can_be_seen_is_blank(String text) {
        assertThat(PlainText.isBlank(text)).isTrue();
        assertThat(PlainText.isBlank(text + "\ud83d\ude00")).isFalse();
        assertThat(PlainText.firstOf(text, "x")).isEqualTo("x");
    }
}
