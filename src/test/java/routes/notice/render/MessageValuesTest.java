package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import routes.notice.render.Dialect.Place;

class MessageValuesTest {
    private static final String URL = "https://wiki.example/a?b=1&c=2";

    private final MessageValues values = new MessageValues(1000);

    @Test
    void an_address_is_a_link_in_html_and_a_break_is_one() {
        String written = written("<p>see {}</p>", CommonDialect.HTML, URL + "\n<b>");

        assertThat(written)
                .isEqualTo(
                        "<p>see <a href=\"https://wiki.example/a?b=1&amp;c=2\">https://wiki.example/a?b=1&amp;c=2</a>"
                                + "<br>&lt;b&gt;</p>");
    }

    @Test
    void within_an_attribute_nothing_ends_its_quotes() {
        for (CommonDialect dialect : new CommonDialect[] {CommonDialect.HTML, CommonDialect.TELEGRAM}) {
            assertThat(written("<a title=\"see {}\" href='x'>", dialect, URL + "/onclick=x"))
                    .isEqualTo("<a title=\"see https://wiki.example/a?b=1&amp;c=2/onclick=x\" href='x'>");
            assertThat(written("<a title='{}'>", dialect, URL + "'"))
                    .doesNotContain("<a href")
                    .contains("&#39;'>");
        }
    }

    @Test
    void behind_a_tag_it_is_no_attribute_any_more() {
        assertThat(written("<b class=\"x\">{}", CommonDialect.HTML, URL)).contains("<a href=");
        assertThat(written("a < b = \" {}", CommonDialect.HTML, URL)).contains("<a href=");
    }

    @Test
    void a_picture_in_the_text_of_an_agent_is_a_link() {
        String written = values.fill(
                values.prose("see ![graph](https://evil.example/x.png)"), Place.MARKUP, CommonDialect.MARKDOWN, 1000);

        assertThat(CommonMarkScreen.read(written).marks).isEmpty();
        assertThat(written).contains("[graph](https://evil.example/x.png)");
    }

    private String written(String template, Dialect dialect, String value) {
        return values.fill(template.replace("{}", values.text(value)), Place.MARKUP, dialect, 1000);
    }
}
