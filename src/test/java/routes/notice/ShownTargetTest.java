package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
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
        "https://hooks.slack.com/services/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,"
                + " https://hooks.slack.com/services/***/***/***",
        "https://open.feishu.cn/open-apis/bot/v2/hook/2f5b0e3c-9d1a-4c77-8a51-0f2f6f0c1d2e,"
                + " https://open.feishu.cn/open-apis/bot/v2/hook/***",
        "https://x.webhook.office.com/webhookb2/2f5b0e3c-9d1a@b1c2/IncomingWebhook/0a1b2c3d4e5f/9d1a-4c77,"
                + " https://x.webhook.office.com/webhookb2/***/IncomingWebhook/***/***",
        "https://discord.com/api/webhooks/1187654321098765432/hQ-x_9Za8b, https://discord.com/api/webhooks/***/***",
        "https://api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage,"
                + " https://api.telegram.org/***/***",
        "https://chat.example/hooks/xgk8q3jfmtb4dfu1cwekn7o5hr, https://chat.example/hooks/***",
        "https://hooks.zapier.com/hooks/catch/1234567/bq3x9z/, https://hooks.zapier.com/hooks/catch/***/***/",
        "https://host/abcdefghijklmnopqrstuvwxyz, https://host/***",
    })
    void a_url_shows_words_and_no_secret_and_its_fingerprint_is_its_own(String stored, String masked) {
        String shown = ShownTarget.of(stored);

        assertThat(shown).isEqualTo(masked + "~" + ShownTarget.print(stored));
        assertThat(ShownTarget.of(shown)).isEqualTo(shown);
        assertThat(ShownTarget.shownAs(shown).orElseThrow().of(stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oc_1234",
                "C0123?x=1",
                "a@b.example",
                "https://host/path",
                "https://host:8443/api/v2/on-call/team_a/web01.prod/",
                "https://host/IncomingWebhook",
                "中文群"
            })
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
                        .of(stored))
                .isFalse();
    }

    @Test
    void a_shown_target_names_one_and_without_its_fingerprint_all_that_look_alike() {
        String one = "https://hooks.slack.com/services/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";
        String other = "https://hooks.slack.com/services/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";

        ShownTarget.Masked shown = ShownTarget.shownAs(ShownTarget.of(one)).orElseThrow();
        ShownTarget.Masked alike = ShownTarget.shownAs("https://hooks.slack.com/services/***/***/***")
                .orElseThrow();

        assertThat(shown.of(one)).isTrue();
        assertThat(shown.of(other)).isFalse();
        assertThat(alike.of(one)).isTrue();
        assertThat(alike.of(other)).isTrue();
        assertThat(alike.of("https://hooks.slack.com/services/T024BE7LD/B0HAG2KPL"))
                .isFalse();
    }

    @Test
    void a_form_of_before_whose_path_was_shown_still_names_its_target() {
        ShownTarget.Masked before =
                ShownTarget.shownAs("https://host/services/T024BE7LD?key=***").orElseThrow();

        assertThat(before.print()).isEqualTo(Optional.empty());
        assertThat(before.of("https://host/services/T024BE7LD?key=s3cret")).isTrue();
        assertThat(before.of("https://host/services/T024BE7LE?key=s3cret")).isFalse();
    }

    @Test
    void a_url_with_a_secret_means_itself_alone() {
        assertThat(ShownTarget.shownAs("https://host/path?key=***&token=whole")).isEmpty();
    }
}
