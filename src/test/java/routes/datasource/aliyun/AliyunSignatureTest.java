package routes.datasource.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routes.common.security.Secret;

/** Vectors of the platforms fact sheet, B2.2 and B2.3; the first of each is the vendor's own. */
class AliyunSignatureTest {
    private static final Secret TEST_SECRET = Secret.of("testsecret");
    private static final Secret YOUR_SECRET = Secret.of("YourAccessKeySecret");

    @Test
    void the_vendors_rpc_sample_is_signed() {
        Map<String, String> parameters = Map.of(
                "Action", "DescribeRegions",
                "Version", "2014-05-26",
                "Format", "XML",
                "AccessKeyId", "testid",
                "SignatureMethod", "HMAC-SHA1",
                "SignatureVersion", "1.0",
                "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
                "Timestamp", "2016-02-23T12:46:24Z");

        assertThat(AliyunSignature.rpc("GET", parameters, TEST_SECRET)).isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    @Test
    void a_query_for_metrics_is_signed_as_rpc() {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "Action", "DescribeMetricList",
                "Version", "2019-01-01",
                "Format", "JSON",
                "AccessKeyId", "testid",
                "SignatureMethod", "HMAC-SHA1",
                "SignatureVersion", "1.0",
                "SignatureNonce", "nonce-1",
                "Timestamp", "2024-01-01T00:00:00Z"));
        parameters.put("Namespace", "acs_ecs_dashboard");
        parameters.put("MetricName", "cpu_total");
        parameters.put("Dimensions", "[{\"instanceId\":\"i-1\"}]");

        assertThat(AliyunSignature.rpc("POST", parameters, TEST_SECRET)).isEqualTo("mqG7XYllpHt7ZTE662V0k/90/94=");
    }

    @Test
    void the_vendors_v3_sample_is_signed() {
        String query = AliyunSignature.canonicalQuery(
                Map.of("RegionId", "cn-shanghai", "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"));
        Map<String, String> headers = headers("ecs.cn-shanghai.aliyuncs.com", "RunInstances", "2014-05-26");
        headers.put("x-acs-date", "2023-10-26T10:22:32Z");
        headers.put("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d");

        assertThat(AliyunSignature.v3(YOUR_SECRET, "POST", query, new TreeMap<>(headers)))
                .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @Test
    void a_query_for_metrics_is_signed_as_v3() {
        String query =
                AliyunSignature.canonicalQuery(Map.of("Namespace", "acs_ecs_dashboard", "MetricName", "cpu_total"));
        Map<String, String> headers = headers("metrics.cn-hangzhou.aliyuncs.com", "DescribeMetricList", "2019-01-01");
        headers.put("x-acs-date", "2024-01-01T00:00:00Z");
        headers.put("x-acs-signature-nonce", "nonce-1");

        assertThat(AliyunSignature.authorization("AK", YOUR_SECRET, "POST", query, new TreeMap<>(headers)))
                .isEqualTo("ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host;x-acs-action;x-acs-content-sha256;"
                        + "x-acs-date;x-acs-signature-nonce;x-acs-version,"
                        + "Signature=c25ae9704f50d7c589c4e05e983e7e5218beed7173297b487b32a1601de9a817");
    }

    private static Map<String, String> headers(String host, String action, String version) {
        return new TreeMap<>(Map.of(
                "host", host,
                "x-acs-action", action,
                "x-acs-version", version,
                "x-acs-content-sha256", AliyunSignature.emptyHash()));
    }
}
