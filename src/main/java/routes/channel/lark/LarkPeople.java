package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import routes.channel.PeopleLookup;
import routes.channel.PeopleLookup.People;
import routes.channel.PlatformCalls;
import routes.channel.PlatformCalls.Request;
import routes.channel.bot.Bot;
import routes.common.error.VeaiopsException;

/** Finds people by their mobile numbers ({@code contact/v3/users/batch_get_id}); by addresses Lark's cards do it themselves. */
public final class LarkPeople implements BiFunction<Bot, List<String>, People> {
    private static final String PATH = "/open-apis/contact/v3/users/batch_get_id";
    private static final int MOST_IN_ONE_CALL = 50;
    private static final int SCOPE_MISSING = 99991672;

    private final PlatformCalls calls;
    private final LarkApi api;
    private final PeopleLookup lookup;

    public LarkPeople(PlatformCalls calls, LarkApi api, PeopleLookup lookup) {
        this.calls = calls;
        this.api = api;
        this.lookup = lookup;
    }

    @Override
    public People apply(Bot bot, List<String> mobiles) {
        return mobiles.isEmpty() ? People.NONE : lookup.of(bot, mobiles, MOST_IN_ONE_CALL, some -> ask(bot, some));
    }

    private Map<String, String> ask(Bot bot, List<String> mobiles) {
        Request request = Request.json(
                "POST", PATH, "user_id_type=open_id", LarkApi.headers(api.token(bot)), Map.of("mobiles", mobiles));
        PlatformCalls.Answer answer = calls.call(request);
        JsonNode said = answer.json();
        if (said.path("code").asInt() == SCOPE_MISSING) {
            throw new VeaiopsException(
                    "the Lark app lacks the scope contact:user.id:readonly: grant it and publish the app");
        }
        if (!answer.ok() || said.path("code").asInt(-1) != 0) {
            throw new LarkRefusal(PATH, answer.status(), said);
        }
        Map<String, String> ids = new HashMap<>();
        said.at("/data/user_list").forEach(one -> {
            String id = LarkIds.safe(one.path("user_id").asText());
            if (!id.isEmpty()) {
                ids.put(one.path("mobile").asText(), id);
            }
        });
        return ids;
    }
}
