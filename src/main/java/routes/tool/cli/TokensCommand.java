package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import routes.common.json.Json;

/** Machine tokens of a hub: made, listed, revoked. */
@Command(
        name = "tokens",
        description = "Makes, lists and revokes the machine tokens of a hub.",
        mixinStandardHelpOptions = true)
final class TokensCommand {
    private static final String TOKENS = "/apis/v1/manager/tokens";
    private static final int PAGE = 500;

    @ParentCommand
    private Veaiops program;

    @Command(description = "Makes a token and prints it; nothing shows it again.", mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = "Such as terraform") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            description = "read, operate, configure or ingest:<source>; may be repeated")
                    List<String> scopes,
            @Option(names = "--days", description = "Days that it is valid; for ever without it") @Nullable
                    Integer days,
            @Mixin HubOptions hub,
            @Mixin Output out) {
        ObjectNode wanted = Json.mapper().createObjectNode().put("name", name);
        ArrayNode asked = wanted.putArray("scopes");
        scopes.forEach(asked::add);
        if (days != null) {
            wanted.put(
                    "expires_at",
                    program.clock().instant().plus(Duration.ofDays(days)).toString());
        }
        JsonNode made = hub.post(TOKENS, wanted);
        if (out.json()) {
            out.json(made);
        } else {
            out.line(made.path("token").asText());
            out.progress("token " + name + " is shown this once; the hub keeps its hash");
        }
        return 0;
    }

    @Command(description = "Lists the tokens, without the tokens themselves.", mixinStandardHelpOptions = true)
    int list(@Mixin HubOptions hub, @Mixin Output out) {
        JsonNode tokens = hub.get(TOKENS + "?limit=" + PAGE);
        if (out.json()) {
            out.json(tokens);
        } else {
            tokens.forEach(token -> out.line(line(token)));
        }
        return 0;
    }

    @Command(description = "Revokes a token by its name or id.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "NAME", description = "Name or id") String token,
            @Mixin HubOptions hub,
            @Mixin Output out) {
        JsonNode found = StreamSupport.stream(hub.get(TOKENS + "?limit=" + PAGE).spliterator(), false)
                .filter(one -> token.equals(one.path("name").asText())
                        || token.equals(one.path("_id").asText()))
                .findFirst()
                .orElseThrow(() -> new Found("there is no token " + token));
        JsonNode revoked = hub.delete(TOKENS + "/" + found.path("_id").asText());
        if (out.json()) {
            out.json(revoked);
        } else {
            out.line("revoked: " + line(revoked));
        }
        return 0;
    }

    private static String line(JsonNode token) {
        StringBuilder line = new StringBuilder(token.path("_id").asText() + "  "
                + token.path("name").asText() + "  " + token.path("scopes") + "  by "
                + token.path("created_user").asText());
        if (token.path("expires_at").isTextual()) {
            line.append("  until ").append(token.path("expires_at").asText());
        }
        return line.toString();
    }
}
