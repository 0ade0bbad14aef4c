package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
