package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import routes.common.json.Json;
import routes.common.security.OpenNetworks;
import routes.common.security.TokenCheck;
import routes.common.yaml.YamlText;

/** Mapping files as tests write them. */
public final class Sources {
    static final Path MAPPINGS = Path.of("src/main/resources/mappings");

    private Sources() {}

    /** The sources that come with the application. */
    static List<SourceFile> shipped() {
        List<String> problems = new ArrayList<>();
        return SourceFolder.packs(MAPPINGS, SourcePack.Origin.APPLICATION).stream()
                .map(pack -> reader().read(new YamlText(pack.name(), pack.place(), pack.yaml(), problems))
                        .orElseThrow(() -> new AssertionError(problems)))
                .toList();
    }

    static JsonNode json(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reader for sources that never call AWS. */
    public static SourceFileReader reader() {
        return new SourceFileReader(new SnsAuth.Aws() {
            @Override
            public PublicKey signingKey(URI certificate) {
                throw new AssertionError("nobody asked for a certificate");
            }

            @Override
            public void visit(URI address) {
                throw new AssertionError("nobody confirms a subscription");
            }
        });
    }

    static SourceFile read(String yaml) {
        List<String> problems = new ArrayList<>();
        return reader().read(new YamlText("demo", "demo/source.yaml", yaml, problems))
                .orElseThrow(() -> new AssertionError(problems));
    }

    static List<String> problems(String yaml) {
        List<String> problems = new ArrayList<>();
        reader().read(new YamlText("demo", "demo/source.yaml", yaml, problems));
        return problems;
    }

    private record Given(
            TokenCheck tokens,
            OpenNetworks openNetworks,
            List<String> signingSecrets,
            List<String> topics,
            boolean sha1,
            Instant now)
            implements SourceSecrets {}

    static SourceSecrets secrets(String tokens, List<String> signing, List<String> topics, Instant now) {
        return secrets(tokens, signing, topics, now, false);
    }

    static SourceSecrets secrets(String tokens, List<String> signing, List<String> topics, Instant now, boolean sha1) {
        return new Given(TokenCheck.of(tokens), OpenNetworks.NONE, signing, topics, sha1, now);
    }
}
