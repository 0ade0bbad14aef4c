package routes.source;

import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import routes.yaml.YamlText;

/** Mapping files as tests write them. */
final class Sources {
    private Sources() {}

    /** A reader for sources that never call AWS. */
    static SourceFileReader reader() {
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

    static SourceSecrets secrets(String tokens, List<String> signing, List<String> topics, Instant now) {
        return new SourceSecrets() {
            @Override
            public String tokens() {
                return tokens;
            }

            @Override
            public List<String> signingSecrets() {
                return signing;
            }

            @Override
            public List<String> topics() {
                return topics;
            }

            @Override
            public Instant now() {
                return now;
            }
        };
    }
}
