package routes.extension.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;

/** Reads {@code auth}: a list of ways, each named by its one field. Without it the usual token is required. */
final class SourceAuthReader {
    static final Set<String> WAYS = Set.of("token", "basic", "hmac", "standard_webhooks", "sns", "smn");
    private static final String USUAL = "usual";

    private final SnsAuth.Aws aws;

    SourceAuthReader(SnsAuth.Aws aws) {
        this.aws = aws;
    }

    List<SourceAuth> read(YamlText file, YamlFields fields, BodyKind body) {
        if (fields.node("auth").isEmpty()) {
            return List.of(TokenAuth.USUAL);
        }
        List<SourceAuth> ways = new ArrayList<>();
        for (Node node : fields.list("auth")) {
            YamlFields.of(file, node, "a way to authenticate", WAYS).ifPresent(way -> {
                if (way.all().size() != 1) {
                    file.problem(node, "a way to authenticate has one field, of " + WAYS);
                }
                way.all().forEach((name, value) -> way(file, name, value, body).ifPresent(ways::add));
            });
        }
        return ways;
    }

    private Optional<SourceAuth> way(YamlText file, String name, Node value, BodyKind body) {
        return switch (name) {
            case "token" -> Optional.of(token(file, value, body));
            case "basic" -> YamlFields.of(file, value, "basic", Set.of("user"))
                    .map(fields -> new BasicAuth(fields.text("user").orElse("")));
            case "hmac" -> HmacReader.auth(file, value);
            case "standard_webhooks" -> Optional.of(new StandardWebhooksAuth());
            case "sns" -> Optional.of(new SnsAuth(aws, TopicDialect.SNS));
            case "smn" -> Optional.of(new SnsAuth(aws, TopicDialect.SMN));
            default -> Optional.empty();
        };
    }

    private static SourceAuth token(YamlText file, Node value, BodyKind body) {
        List<TokenAuth.Place> places = new ArrayList<>();
        for (Node node : YamlFields.members(value)) {
            YamlFields.scalar(file, node).ifPresent(words -> {
                if (words.equals(USUAL)) {
                    places.addAll(TokenAuth.USUAL.places());
                } else {
                    YamlFields.attempt(file, node, words, text -> TokenAuth.Place.of(text, body))
                            .ifPresent(places::add);
                }
            });
        }
        return new TokenAuth(places);
    }
}
