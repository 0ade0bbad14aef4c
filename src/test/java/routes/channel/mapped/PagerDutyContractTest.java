package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;

/** PagerDuty, described by a file, holds the contract of channels. */
class PagerDutyContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "PagerDuty",
                "/v2/enqueue",
                Map.of("base_url", "URL", "routing_key", MappedSubject.SECRET),
                PlatformAnswer.json(
                        202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"k\"}"),
                PlatformAnswer.json(
                        400,
                        "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"Length of 'routing_key' is incorrect\"]}"),
                PlatformAnswer.text(429, "").with("Retry-After", "7"),
                500000));
    }

    @Test
    void a_problem_triggers_and_its_end_resolves_under_one_key() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.json().path("routing_key").asText()).isEqualTo(MappedSubject.SECRET);
        assertThat(call.json().path("event_action").asText()).isEqualTo("trigger");
        assertThat(call.json().path("dedup_key").asText()).isEqualTo("a".repeat(24));
        assertThat(call.json().at("/payload/severity").asText()).isEqualTo("error");
    }

    @Test
    void the_end_has_the_key_of_the_problem() {
        subject().send(((MappedSubject) subject()).about(SampleEvent.anEvent().recovered()));

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.json().path("event_action").asText()).isEqualTo("resolve");
        assertThat(call.json().path("dedup_key").asText()).isEqualTo("a".repeat(24));
    }
}
