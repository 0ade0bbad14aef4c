package routes.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

/** Other bots put their words into blocks and attachments, and leave the text empty. */
class SlackWordsTest {
    @Test
    void the_words_of_blocks_are_read_in_their_order() throws Exception {
        String words = words(
                """
                {"text": "", "blocks": [
                  {"type": "header", "text": {"type": "plain_text", "text": "Disk full"}},
                  {"type": "section", "text": {"type": "mrkdwn", "text": "on *db-1*"},
                   "fields": [{"type": "mrkdwn", "text": "Level: P1"}]},
                  {"type": "context", "elements": [{"type": "mrkdwn", "text": "since 10:00"}]},
                  {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Ack"}}]},
                  {"type": "rich_text", "elements": [
                    {"type": "rich_text_section", "elements": [
                      {"type": "text", "text": "see <this> "},
                      {"type": "link", "url": "https://wiki.example/x", "text": "runbook"},
                      {"type": "user", "user_id": "U1"}]},
                    {"type": "rich_text_list", "elements": [
                      {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                      {"type": "rich_text_section", "elements": [{"type": "text", "text": "two"}]}]}]}]}""");

        assertThat(words.lines())
                .containsExactly(
                        "Disk full",
                        "on *db-1*",
                        "Level: P1",
                        "since 10:00",
                        "see &lt;this&gt; <https://wiki.example/x|runbook><@U1>",
                        "one",
                        "two");
    }

    @Test
    void attachments_are_read_beside_the_text_and_blocks_that_repeat_it_are_not() throws Exception {
        assertThat(
                        words(
                                """
                {"text": "alarm", "blocks": [{"type": "section", "text": {"text": "alarm"}}],
                 "attachments": [{"title": "CPU", "text": "is high", "fields": [{"title": "Host", "value": "a"}]},
                                 {"fallback": "only this"}]}"""))
                .isEqualTo("alarm\nCPU\nis high\nHost\na\nonly this");
        assertThat(words("{\"text\": \"plain\"}")).isEqualTo("plain");
        assertThat(words("{}")).isEmpty();
        assertThat(words("{\"blocks\": 3, \"attachments\": [1, null, {}]}")).isEmpty();
    }

    private static String words(String event) throws Exception {
        JsonNode node = Json.mapper().readTree(event);
        return SlackWords.of(node);
    }
}
