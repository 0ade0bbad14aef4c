package routes.datasource.volcengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routes.common.security.Secret;
import routes.datasource.volcengine.VolcengineSignature.Scope;
import routes.datasource.volcengine.VolcengineSignature.Signed;

/** Vectors of the platforms fact sheet, B3.2; the first agrees with the vendor's own signer. */
class VolcengineSignatureTest {
    private static final Secret SECRET = Secret.of("SKTEST");
    private static final String QUERY = "Action=ListRules&Version=2018-01-01";
    private static final String DATE = "20240101T000000Z";
    private static final byte[] BODY = "{\"PageNumber\":1,\"PageSize\":10}".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_request_is_signed_as_the_vendors_sdk_signs_it() {
        Signed signed = new Signed("POST", QUERY, new TreeMap<>(Map.of("x-date", DATE)), BODY);

        String authorization = VolcengineSignature.authorization(
                "AKTEST", SECRET, new Scope(DATE, "cn-beijing", "volc_observe"), signed);

        assertThat(authorization)
                .isEqualTo("HMAC-SHA256 Credential=AKTEST/20240101/cn-beijing/volc_observe/request,"
                        + " SignedHeaders=x-date,"
                        + " Signature=d661680c28f8d354ef2df8593bf964d9c69083c4da96fe82c67c322e7ddccf2f");
    }

    @Test
    void the_headers_of_the_signing_guide_are_signed_too() {
        Map<String, String> headers = Map.of(
                "content-type",
                "application/json",
                "host",
                "open.volcengineapi.com",
                "x-content-sha256",
                VolcengineSignature.hash(BODY),
                "x-date",
                DATE);

        String signature = VolcengineSignature.signature(
                SECRET,
                new Scope(DATE, "cn-beijing", "Volc_Observe"),
                new Signed("POST", QUERY, new TreeMap<>(headers), BODY));

        assertThat(signature).isEqualTo("2037c79062472cb4d68314a6216931bdbdedb0ea23ad86aafd053a1c3ca47db5");
    }
}
