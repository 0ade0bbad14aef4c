package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.mapped.ChannelPack;
import routes.channel.mapped.MappedChannels;
import routes.notice.Rate;

class DeliverySettingsTest {
    private static final String TARGET = "Beacon http://127.0.0.1:9/room";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties settings = new Properties();
    private final MappedChannels channels =
            MappedChannels.read(List.of(beacon("limits: 5/1s")), Set.of(), Set.of("webhook"));
    private final DeliverySettings delivery = new DeliverySettings(context);

    @BeforeEach
    void start() {
        settings.putAll(Map.of(
                "veaiops.notices.retry.webhook.delays", "5s",
                "veaiops.notices.retry.webhook.max-age", "36h",
                "veaiops.notices.retry.chat.delays", "1s,2s",
                "veaiops.notices.retry.chat.max-age", "6h"));
        context.getPropertiesComponent().setOverrideProperties(settings);
        context.getRegistry().bind("mappedChannels", channels);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_new_version_of_a_channel_file_limits_the_next_message() {
        assertThat(channels.problems()).isEmpty();
        assertThat(delivery.limits(TARGET)).containsExactly(new Rate(5, Duration.ofSeconds(1)));
        assertThat(delivery.retryPolicy("Beacon").maxAge()).isEqualTo(Duration.ofHours(6));

        channels.offer(beacon("limits: 2/1m\nretry: webhook"), Set.of(), Set.of("webhook"));
        delivery.forget();

        assertThat(delivery.limits(TARGET)).containsExactly(new Rate(2, Duration.ofMinutes(1)));
        assertThat(delivery.retryPolicy("Beacon").maxAge()).isEqualTo(Duration.ofHours(36));
    }

    @Test
    void a_setting_wins_over_the_file_at_once() {
        assertThat(delivery.limits(TARGET)).hasSize(1);
        settings.setProperty("veaiops.limits.Beacon", "3/1s,9/1m");

        assertThat(delivery.take("veaiops.limits.Beacon")).isTrue();

        assertThat(delivery.limits(TARGET)).hasSize(2);
        assertThat(delivery.take("veaiops.notices.workers")).isFalse();
        assertThat(delivery.take("veaiops.notices.retry.Beacon.delays")).isTrue();
        assertThat(delivery.take("veaiops.digest.Beacon.within")).isTrue();
        assertThat(delivery.take("veaiops.digest.interval")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "veaiops.limits.Beacon, often",
        "veaiops.limits.Beacon, 0/1s",
        "veaiops.notices.retry.Beacon.delays, '5s,soon'",
        "veaiops.notices.retry.Beacon.max-age, ''",
        "veaiops.digest.Beacon.within, later"
    })
    void a_value_that_nobody_can_read_is_told_before_it_is_taken(String name, String value) {
        assertThat(delivery.problem(name, value)).isPresent();
        assertThat(delivery.problem("veaiops.http.host", value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "veaiops.limits.Beacon, ''",
        "veaiops.limits.Beacon, '5/1s,100/1m'",
        "veaiops.notices.retry.Beacon.delays, '5s, 2h'",
        "veaiops.digest.within, 0"
    })
    void a_value_that_is_one_is_fine(String name, String value) {
        assertThat(delivery.problem(name, value)).isEmpty();
    }

    private static ChannelPack beacon(String more) {
        return new ChannelPack(
                "beacon",
                "channels/beacon/channel.yaml",
                """
                channel: Beacon
                credentials:
                  - { name: token, required: true, meaning: "Token of the robot" }
                url: "http://127.0.0.1:9/{target}"
                headers: { Authorization: "Bearer {token}" }
                message: { form: json, markup: markdown, max_bytes: 8000 }
                """
                        + more + "\n",
                Map.of("fallback.mustache", "{ \"text\": \"{{title}}\" }"));
    }
}
