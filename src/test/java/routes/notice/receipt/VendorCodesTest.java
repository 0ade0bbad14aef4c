package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** What the codes in the vendors' lists mean; each line is a vendor, a verdict and codes. */
class VendorCodesTest {
    private static final ReceiptRegistry BOOK = ReceiptRegistry.load(Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slack | REJECTED | invalid_attachments invalid_blocks invalid_blocks_format invalid_payload no_text msg_too_long msg_blocks_too_long too_many_attachments invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_post_type missing_post_type markdown_text_conflict invalid_metadata_format metadata_too_large",
                "slack | REJECTED | restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_thread_locked restricted_action_non_threadable_channel posting_to_general_channel_denied action_prohibited ekm_access_denied is_inactive channel_not_found not_in_channel user_not_found cannot_reply_to_message messages_tab_disabled",
                "slack | GONE | is_archived channel_is_archived no_team no_service no_service_id no_active_hooks team_disabled invalid_token",
                "slack | AUTH | invalid_auth not_authed token_revoked token_expired account_inactive missing_scope no_permission not_allowed_token_type access_denied org_login_required team_access_not_granted",
                "slack | THROTTLED | ratelimited rate_limited message_limit_exceeded",
                "slack | SERVER_ERROR | internal_error fatal_error service_unavailable request_timeout accesslimited external_channel_migrating",
                "lark-bot | AUTH | 19001 19021 19022",
                "lark-bot | REJECTED | 19002 19003 19024 19036 9499 11246 11247 11310 230099",
                "lark-bot | THROTTLED | 11232 11233 99991400",
                "lark-app | AUTH | 99991661 99991663 99991664 99991665 99991668 99991671 99991672 99991677 99991679",
                "lark-app | REJECTED | 230001 230002 230006 230011 230013 230018 230025 230029 230035 230099 200340 200621 99992351 99992361 232009",
                "lark-app | THROTTLED | 99991400 230020 11232 11233",
                "lark-app | SERVER_ERROR | 230049 2200",
                "dingtalk | AUTH | 310000 300005 300001 40001 40014 41001 42001 InvalidAuthentication invalidClientIdOrSecret",
                "dingtalk | REJECTED | 40035 400102 400105 400106 460101 101002 43004 400013 400101 34018 too.many.group too.many.people",
                "dingtalk | THROTTLED | 130101 130102 send.too.fast send.byToken.tooFast",
                "dingtalk | SERVER_ERROR | -1 ServiceUnavailable",
                "wecom | AUTH | 40001 40013 40014 40091 41001 41004 42001 42007 42009 60020 93000 93004",
                "wecom | REJECTED | 40003 40004 40007 40008 40031 40032 40033 40035 40039 40056 40058 41006 41011 44001 44003 44004 45001 45002 45003 45004 45008 46004 47001 60111 81013 82001 90201 301002",
                "wecom | THROTTLED | 45009 45011 45029 45033",
                "wecom | SERVER_ERROR | -1"
            })
    void each_code_of_a_chat_platform_means_what_its_list_says(String vendor, FailureReason reason, String codes) {
        for (String code : codes.split(" ")) {
            String body =
                    switch (vendor) {
                        case "slack" -> "{\"ok\":false,\"error\":\"" + code + "\"}";
                        case "dingtalk" -> code.matches("-?\\d+")
                                ? "{\"errcode\":" + code + ",\"errmsg\":\"no\"}"
                                : "{\"code\":\"" + code + "\",\"message\":\"no\"}";
                        case "wecom" -> "{\"errcode\":" + code + ",\"errmsg\":\"no\"}";
                        default -> "{\"code\":" + code + ",\"msg\":\"no\"}";
                    };
            assertThat(reason(vendor, 200, body)).as(vendor + " " + code).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telegram | 400 | {\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"} | REJECTED",
                "webhook | 410 | gone | GONE",
                "teams | 410 | gone | GONE",
                "mattermost | 410 | gone | GONE",
                "telegram | 401 | {\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"} | AUTH",
                "telegram | 403 | {\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was kicked\"} | REJECTED",
                "telegram | 404 | {\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"} | AUTH",
                "telegram | 429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":3}} | THROTTLED",
                "telegram | 502 | {\"ok\":false,\"error_code\":502,\"description\":\"Bad Gateway\"} | SERVER_ERROR",
                "discord | 404 | {\"code\":10015,\"message\":\"Unknown Webhook\"} | GONE",
                "discord | 404 | {\"code\":10003,\"message\":\"Unknown Channel\"} | REJECTED",
                "discord | 401 | {\"code\":50027,\"message\":\"Invalid Webhook Token\"} | AUTH",
                "discord | 403 | {\"code\":50013,\"message\":\"Missing Permissions\"} | REJECTED",
                "discord | 400 | {\"code\":50035,\"message\":\"Invalid Form Body\"} | REJECTED",
                "discord | 400 | {\"code\":50006,\"message\":\"Cannot send an empty message\"} | REJECTED",
                "discord | 429 | {\"message\":\"limited\",\"retry_after\":0.5} | THROTTLED",
                "discord | 429 | {\"code\":20028,\"message\":\"limited\"} | THROTTLED",
                "discord | 500 | {\"code\":0,\"message\":\"500: Internal Server Error\"} | SERVER_ERROR",
                "discord | 503 | {\"code\":130000,\"message\":\"overloaded\"} | SERVER_ERROR",
                "teams | 400 | {\"error\":{\"message\":\"bad\"}} | REJECTED",
                "teams | 401 | {\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}} | AUTH",
                "teams | 404 | {\"error\":{\"code\":\"WorkflowNotFound\"}} | AUTH",
                "teams | 413 | too large | REJECTED",
                "teams | 429 | slow | THROTTLED",
                "teams | 502 | {\"error\":{\"code\":\"NoResponse\"}} | SERVER_ERROR"
            })
    void each_answer_of_the_others_means_what_their_documents_say(
            String vendor, int status, String body, FailureReason reason) {
        assertThat(reason(vendor, status, body)).isEqualTo(reason);
    }

    private static FailureReason reason(String vendor, int status, String body) {
        VendorAnswer answer = new VendorAnswer(
                status,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                new SentMessage("n1", 1000, List.of()),
                Instant.EPOCH);
        SendResult result = BOOK.of(vendor).judge(answer);
        if (result instanceof SendResult.TryLater later) {
            return later.reason();
        }
        assertThat(result).as(body).isInstanceOf(SendResult.Refused.class);
        return ((SendResult.Refused) result).reason();
    }
}
