package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;

/** Opsgenie, described by a file, holds the contract of channels. */
class OpsgenieContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Opsgenie",
                "/v2/alerts",
                Map.of("base_url", "URL", "api_key", MappedSubject.SECRET),
                PlatformAnswer.json(
                        202,
                        "{\"result\":\"Request will be processed\",\"took\":0.302,\"requestId\":\"43a29c5c-3dbf-4fa4-9c26-f4f71023e120\"}"),
                PlatformAnswer.json(
                        422, "{\"message\":\"Request body is not processable\",\"took\":0.0,\"requestId\":\"x\"}"),
                PlatformAnswer.json(
                        429, "{\"message\":\"You are making too many requests!\",\"took\":0.0,\"requestId\":\"x\"}"),
                60000));
    }

    @Test
    void a_problem_opens_an_alert() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.header("authorization")).contains("GenieKey " + MappedSubject.SECRET);
        assertThat(call.json().path("alias").asText()).isEqualTo("a".repeat(24));
        assertThat(call.json().path("priority").asText()).isEqualTo("P2");
        assertThat(call.json().path("message").asText()).contains("CPU of web");
    }

    @Test
    void the_end_closes_the_alert_of_the_problem() {
        subject().send(((MappedSubject) subject()).about(SampleEvent.anEvent().recovered()));

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.path()).isEqualTo("/v2/alerts/" + "a".repeat(24) + "/close");
        assertThat(call.parameter("identifierType")).contains("alias");
        assertThat(call.json().path("note").asText()).contains("CPU of web");
    }
}
