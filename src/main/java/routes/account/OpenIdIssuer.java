package routes.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.function.Function;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/** What an OpenID issuer publishes (OpenID Connect Discovery 1.0): where its keys are, and the keys. */
public final class OpenIdIssuer {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Function<String, byte[]> get;

    /** @param get fetches an address; throws when there is no good answer */
    public OpenIdIssuer(Function<String, byte[]> get) {
        this.get = get;
    }

    /** @throws VeaiopsException when it does not publish what it should */
    JWKSet keys(String issuer) {
        try {
            JsonNode published = Json.mapper().readTree(get.apply(issuer.replaceAll("/$", "") + DISCOVERY));
            if (!issuer.equals(published.path("issuer").asText())) {
                throw new VeaiopsException("it calls itself " + published.path("issuer") + ", not " + issuer);
            }
            String keys = published.path("jwks_uri").asText();
            JWKSet set = JWKSet.parse(new String(get.apply(keys), StandardCharsets.UTF_8))
                    .toPublicJWKSet();
            if (set.isEmpty()) {
                throw new VeaiopsException("it publishes no key at " + keys);
            }
            return set;
        } catch (IOException | ParseException e) {
            throw new VeaiopsException("it does not publish JSON as it should: " + e.getMessage(), e);
        }
    }
}
