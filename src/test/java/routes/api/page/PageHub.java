package routes.api.page;

import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelConfiguration;
import routes.common.security.LinkSigner;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.wiring.AccountWiring;
import routes.wiring.AuditWiring;
import routes.wiring.ManagerApiWiring;
import routes.wiring.OpenIdWiring;
import routes.wiring.RenderWiring;
import routes.wiring.SilenceWiring;

/** What a running API needs for the pages. */
final class PageHub {
    static final List<CamelConfiguration> WIRINGS = List.of(
            new ManagerApiWiring(),
            new RenderWiring(),
            new AccountWiring(),
            new AuditWiring(),
            new SilenceWiring(),
            new OpenIdWiring());

    static final String PASSWORD = "password-of-somebody";

    /** What links are signed with. */
    static final String LINK_KEYS = "k1:"
            + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    static final PageLinks LINKS = new PageLinks(LinkSigner.of(Secret.of(LINK_KEYS)), 30);

    private static final String KEYS = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private PageHub() {}

    static Map<String, Object> beans(MongoDatabase database) {
        return Map.of("mongoDatabase", database, "secretBox", SecretBox.of(Secret.of(KEYS)));
    }
}
