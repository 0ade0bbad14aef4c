package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    private static final String SECRET = "S3cretValue0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST https://oapi.dingtalk.com/robot/send?access_token=S3cretValue0123456789abcdef&timestamp=1 failed",
                "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=S3cretValue0123456789abcdef: bad",
                "https://open.feishu.cn/open-apis/bot/v2/hook/S3cretValue0123456789abcdef is unknown",
                "https://hooks.slack.com/services/T00/B00/S3cretValue0123456789abcdef",
                "https://x.logic.azure.com/workflows/abc/triggers/manual?sp=%2F&sv=1.0&sig=S3cretValue0123456789abcdef",
                "https://me.webhook.office.com/webhookb2/S3cretValue0123456789abcdef/IncomingWebhook/1",
                "{\"access_token\": \"S3cretValue0123456789abcdef\"}",
                "{\"secret\":\"S3cretValue0123456789abcdef\"}",
                "Authorization: Bearer S3cretValue0123456789abcdef",
                "token=S3cretValue0123456789abcdef",
                "the token xoxb-S3cretValue0123456789abcdef is revoked",
                "signed with SECS3cretValue0123456789abcdef"
            })
    void a_secret_in_a_vendors_words_is_taken_out(String text) {
        assertThat(SafeText.of(text, List.of())).doesNotContain(SECRET).contains(SafeText.HIDDEN);
    }

    @Test
    void what_the_sender_calls_hidden_is_taken_out_wherever_it_stands() {
        SentMessage sent = new SentMessage("id", 1, List.of("/my/own/hook", "ab"));

        assertThat(SafeText.of("no route for /my/own/hook/x, ab", sent.hidden()))
                .isEqualTo("no route for ***/x, ab");
        assertThat(sent.toString()).doesNotContain("hook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign not match, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]",
                "Access denied. One of the following scopes is required: [im:message]",
                "not allow to access from your ip, from ip: 1.2.3.4",
                "keywords not in content"
            })
    void other_words_stay_as_they_are(String text) {
        assertThat(SafeText.of(text, List.of())).isEqualTo(text);
    }

    @Test
    void layout_and_control_characters_become_one_blank() {
        assertThat(SafeText.of("a\r\n\tb\u0000\u001b[31mc  d ", List.of())).isEqualTo("a b [31mc d");
    }

    @Test
    void a_long_text_is_cut_only_after_its_secrets_are_out() {
        String text = "x".repeat(SafeText.LONGEST_READ - 20) + " token=" + SECRET;

        assertThat(SafeText.of(text, List.of())).doesNotContain("S3cret");
    }
}
