package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.security.ButtonSeal;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.fakes.SampleEvent;
import routes.kits.ChannelRoute;
import routes.notice.render.Content;
import routes.subscription.Subscription;

@Tag("slow")
class CardButtonsTest {
    private static final CardButtons BUTTONS = new CardButtons(
            new ButtonSeal(SecretBox.of(Secret.of("k1:" + Base64.getEncoder().encodeToString(new byte[32])))));

    @Test
    void an_alarm_of_a_threshold_has_two_buttons_more_and_keeps_them_when_it_is_over() {
        assertThat(names(anEvent())).containsExactly("acknowledge", "mute-1h", "mute-4h", "mute-24h");
        assertThat(names(ofThreshold("veaiops-datasource")))
                .containsExactly("acknowledge", "mute-1h", "mute-4h", "mute-24h", "was-incident", "was-normal");
        assertThat(names(ofThreshold("veaiops_datasource"))).hasSize(6);
        assertThat(names(anEvent().recovered())).isEmpty();
        assertThat(names(ofThreshold("veaiops-datasource").recovered())).containsExactly("was-incident", "was-normal");
    }

    private static SampleEvent ofThreshold(String label) {
        return anEvent().labelled(label, "65f0000000000000000000aa");
    }

    private static List<String> names(SampleEvent event) {
        Subscription.Target target = new Subscription.Target("Lark", "oc_1", "cli_1", null);
        return BUTTONS.under(ChannelRoute.notice(event.build(), target)).stream()
                .map(Content.Button::name)
                .toList();
    }
}
