package routes.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.RefusedRequest;

class RegionTest {
    private static final String BASE = "https://metrics.{region}.example/";

    @ParameterizedTest
    @ValueSource(strings = {"cn-beijing", "cn-hangzhou-finance", "ap-southeast-1", "cn-north-2-gov-1", "region1"})
    void a_region_is_a_part_of_the_host(String region) {
        assertThat(Region.url(BASE, region)).isEqualTo("https://metrics." + region + ".example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example/#",
                "x@127.0.0.1:80/#",
                "localhost:8080/#",
                "cn-beijing.evil.example",
                "cn-beijing/..",
                "CN-BEIJING",
                "cn_beijing",
                "-cn",
                "cn-",
                "cn--beijing",
                "cn-beijing\n",
                "北京",
                "{region}",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void nothing_else_chooses_the_host(String region) {
        assertThatThrownBy(() -> Region.url(BASE, region))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.field()).hasValue("region"));
        assertThatThrownBy(() -> Region.url("https://fixed.example", region)).isInstanceOf(RefusedRequest.class);
    }
}
