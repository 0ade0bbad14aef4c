package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

class TokenCheckTest {
    private final TokenCheck check = TokenCheck.of("old, new");

    @Test
    void during_a_change_both_tokens_are_valid() {
        assertThat(check.accepts("old")).isTrue();
        assertThat(check.accepts("new")).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "ol", "old,", "old, new", "OLD", "neww"})
    void nothing_else_is_valid(String presented) {
        assertThat(check.accepts(presented)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void no_configured_token_lets_nobody_in(String tokens) {
        assertThat(TokenCheck.of(tokens).configured()).isFalse();
        assertThat(TokenCheck.of(tokens).accepts("")).isFalse();
        assertThat(TokenCheck.of(tokens).accepts(tokens)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer t, t",
        "bearer   t, t",
        "Token t, t",
        "t, t",
        "Basic dXNlcjp0, t",
        "Basic dDo=, t",
        "Basic dDp4, t",
        "Basic dA==, t",
    })
    void a_token_may_stand_in_the_authorization_header_in_any_form(String header, String token) {
        assertThat(TokenCheck.presented(header)).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest username=t", "Basic ***", "Basic Og=="})
    void a_header_in_another_form_presents_nothing(String header) {
        assertThat(TokenCheck.presented(header)).isEmpty();
    }

    @Test
    void one_valid_place_is_enough_and_none_is_refused() {
        List<String> places = List.of("authorization", "query key");

        assertThatCode(() -> check.require(List.of("wrong", "new"), places)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.require(List.of("wrong"), places))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
                    assertThat(TokenCheck.untried(refused)).isFalse();
                })
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> check.require(List.of(), places))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(TokenCheck.untried(refused))
                        .isTrue())
                .hasMessageContainingAll("Authorization", "Bearer", "Token", "Basic", "query key");
    }

    @Test
    void what_is_not_set_up_names_its_settings_and_counts_as_no_try() {
        RefusedRequest refused = TokenCheck.notSetUp(List.of("a.token.x", "a.secret.x"));

        assertThat(refused).hasMessageContaining("a.token.x or a.secret.x");
        assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(TokenCheck.untried(refused)).isTrue();
    }

    @Test
    void a_bearer_token_is_read_whatever_the_case_of_the_scheme() {
        assertThat(TokenCheck.bearer("bearer abc ")).hasValue("abc");
        assertThat(TokenCheck.bearer("Basic abc")).isEmpty();
        assertThat(TokenCheck.bearer(null)).isEmpty();
    }

    @Test
    void a_secret_shows_itself_nowhere() throws Exception {
        Secret secret = Secret.of("hunter2");

        assertThat(secret).hasToString("***");
        assertThat(new ObjectMapper().writeValueAsString(Map.of("s", secret))).isEqualTo("{\"s\":\"***\"}");
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("other"));
    }
}
