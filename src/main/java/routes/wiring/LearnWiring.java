package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.extension.learn.LearnApi;
import routes.extension.source.SourceFileReader;
import routes.store.MongoLearnRepository;

/** Learning: posts of a source recorded on request, and the mapping that they suggest. */
public class LearnWiring implements CamelConfiguration {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;

    @BindToRegistry(lazy = true)
    public LearnApi learnApi(
            MongoDatabase mongoDatabase,
            SourceFileReader sourceFileReader,
            Clock clock,
            @PropertyInject("veaiops.learn.max-body-bytes") int mostBytes) {
        return new LearnApi(
                new MongoLearnRepository(mongoDatabase), sourceFileReader, LearnWiring::token, mostBytes, clock);
    }

    private static String token() {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
