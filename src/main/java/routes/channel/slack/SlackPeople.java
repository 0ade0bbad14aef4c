package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import routes.channel.PeopleLookup;
import routes.channel.PeopleLookup.People;
import routes.channel.PlatformCalls;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.common.error.VeaiopsException;
import routes.common.security.Secret;

/** Finds members by their address ({@code users.lookupByEmail}), one in a call. */
final class SlackPeople implements BiFunction<Bot, List<String>, People> {
    private static final String PATH = "/users.lookupByEmail";

    private final PlatformCalls calls;
    private final PeopleLookup lookup;

    SlackPeople(PlatformCalls calls, PeopleLookup lookup) {
        this.calls = calls;
        this.lookup = lookup;
    }

    @Override
    public People apply(Bot bot, List<String> addresses) {
        Optional<Secret> token = bot.credential(SlackCredentials.TOKEN);
        return token.isEmpty() || addresses.isEmpty()
                ? People.NONE
                : lookup.of(bot, addresses, 1, one -> ask(token.get(), one.get(0)));
    }

    private Map<String, String> ask(Secret token, String address) {
        String query = "email=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
        JsonNode said =
                calls.call(Request.get(PATH, query, SlackApi.headers(token))).json();
        String id = said.at("/user/id").asText();
        if (said.path("ok").asBoolean() && id.matches("[A-Z0-9]{1,40}")) {
            return Map.of(address, id);
        }
        String error = said.path("error").asText("no reason");
        if (error.equals("users_not_found")) {
            return Map.of();
        }
        throw new VeaiopsException(
                error.equals("missing_scope")
                        ? "the Slack app lacks the scope users:read.email: grant it and install the app again"
                        : "Slack answers " + PATH + " with "
                                + (error.matches("[a-z_]{1,60}") ? error : "words that are none of its own"));
    }
}
