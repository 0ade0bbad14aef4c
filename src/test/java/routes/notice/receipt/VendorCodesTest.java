package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
                "slack | REJECTED | invalid_attachments invalid_blocks invalid_blocks_format invalid_payload no_text msg_too_long msg_blocks_too_long too_many_attachments invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_post_type missing_post_type markdown_text_conflict invalid_metadata_format invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app missing_file_data attachment_payload_limit_exceeded duplicate_message_not_found as_user_not_supported invalid_json json_not_object block_mismatch slack_connect_file_link_sharing_blocked slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked slack_connect_blocked_file_type",
                "slack | REJECTED | restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_thread_locked restricted_action_non_threadable_channel posting_to_general_channel_denied action_prohibited ekm_access_denied enterprise_is_restricted two_factor_setup_required method_deprecated deprecated_endpoint method_not_supported_for_channel_type channel_not_found not_in_channel user_not_found cannot_reply_to_message messages_tab_disabled team_not_found",
                "slack | REJECTED | message_not_found cant_update_message edit_window_closed thread_not_found is_inactive",
                "slack | GONE | is_archived channel_is_archived no_team no_service no_service_id no_active_hooks team_disabled invalid_token",
                "slack | AUTH | invalid_auth not_authed token_revoked token_expired account_inactive missing_scope no_permission not_allowed_token_type access_denied org_login_required team_access_not_granted",
                "slack | THROTTLED | ratelimited rate_limited message_limit_exceeded",
                "slack | SERVER_ERROR | internal_error fatal_error service_unavailable request_timeout accesslimited external_channel_migrating team_added_to_org rollup_error update_failed",
                "lark-bot | AUTH | 19001 19004 19005 19021 19022",
                "lark-bot | REJECTED | 19002 19003 19006 19007 19024 19025 19036 9499 11246 11247 11310 200340 200621 230022 230025 230028 230035 230099 230001",
                "lark-bot | THROTTLED | 11232 11233 99991400",
                "lark-bot | SERVER_ERROR | 1500 1551 2200 5000",
                "lark-app | AUTH | 99991401 99991641 99991661 99991662 99991663 99991664 99991665 99991668 99991671 99991672 99991673 99991674 99991677 99991679 99991543 99991594 230027",
                "lark-app | REJECTED | 230001 230002 230006 230011 230013 230015 230017 230018 230019 230022 230025 230028 230029 230034 230035 230036 230038 230050 230053 230054 230055 230062 230075 230099 230111 200340 200621 200861 99992351 99992352 99992361 99992402 232006 232010 232011 232025",
                "lark-app | GONE | 230045 232009",
                "lark-app | THROTTLED | 99991400 99991403 230020 11232 11233",
                "lark-app | SERVER_ERROR | 230049 1500 1551 2200 5000",
                "dingtalk | AUTH | 310000 300005 300001 40001 40002 40013 40014 40089 40091 41001 42001 50002 50003 60011 60020 60120 60121 33001 InvalidAuthentication invalidClientIdOrSecret Forbidden.AccessDenied Forbidden.AccessDenied.IpNotInWhiteList invalidParameter.token.invalid token.notExisted",
                "dingtalk | REJECTED | 34001 34004 34008 34014 34016 40004 40005 40006 40007 40008 40033 40035 43004 44004 45002 45008 47001 410100 400102 400105 400106 430101 430102 430103 430104 460100 460101 101002 miss.param.text miss.param.markdownTotitle miss.param.actionCardTobtn template.not.existed template.stopped",
                "dingtalk | REJECTED | invalidParameter.msgKey.empty invalidParameter.msgKey.invalid invalidParameter.msgParam.invalid invalidParameter.param.invalid invalidParameter.msg.unsupport invalidParameter.msgParam.tooLong invalidParameter.msgBody.invalid invalidParameter.processQueryKey.missing",
                "dingtalk | REJECTED | 33012 40003 40031 60003 60111 too.many.group too.many.people invalidParameter.userIds.empty invalidParameter.userIds.overMax invalidParameter.userId.empty invalidParameter.robotCode.empty invalidParameter.robotCode.missing invalidParameter.robotCode.invalid invalidParameter.robotCode.notExsit invalidParameter.robotCode.coolApp",
                "dingtalk | REJECTED | 400013 400101 34006 34007 34012 34013 34018 49000 49009 49010 group.disbanded bot.stopped invalid.openConversationId miss.openConversationId",
                "dingtalk | THROTTLED | 130101 130102 90002 90018 45009 send.too.fast send.byToken.tooFast Forbidden.AccessDenied.QpsLimitForApi Throttling",
                "dingtalk | SERVER_ERROR | -1 404 34015 ServiceUnavailable unknownError systemError unknown.send.result",
                "wecom | AUTH | 40001 40013 40014 40080 40091 41001 41002 41004 42001 42007 42009 42013 48002 48005 50001 50002 60020 93000 93004 93008 2000002",
                "wecom | REJECTED | 40004 40005 40006 40007 40008 40009 40011 40033 40035 40036 40037 40038 40039 40054 40058 40059 40063 40074 40092 40094 41006 41010 41016 41033 43004 44001 44003 44004 45001 45002 45003 45004 45007 45008 45022 45024 45032 46003 47001 85002 85005 90201 90202 90203",
                "wecom | REJECTED | 40003 40031 40032 40056 40066 40068 40070 40096 41009 41011 41017 46004 48003 48004 50003 60003 60011 60111 60123 81011 81013 81014 82001 82002 82003 84019 301002 301021",
                "wecom | REJECTED | 40050 86001 86003 86006 86008 86216 86217 86220 93006",
                "wecom | THROTTLED | 45009 45011 45029 45033 45047",
                "wecom | SERVER_ERROR | -1 6000 301070"
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
                "telegram | 400 | {\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message thread not found\"} | REJECTED",
                "telegram | 400 | {\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group is deactivated\"} | GONE",
                "telegram | 403 | {\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: user is deactivated\"} | GONE",
                "telegram | 403 | {\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: the group chat was deleted\"} | GONE",
                "telegram | 403 | {\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was blocked by the user\"} | REJECTED",
                "telegram | 400 | {\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: not enough rights to send text messages to the chat\"} | REJECTED",
                "telegram | 200 | {\"ok\":false,\"error_code\":420,\"description\":\"FLOOD_WAIT_7\"} | THROTTLED",
                "telegram | 409 | {\"ok\":false,\"error_code\":409,\"description\":\"Conflict\"} | AUTH",
                "discord | 400 | {\"code\":200000,\"message\":\"Message was blocked\"} | REJECTED",
                "discord | 403 | {\"code\":240000,\"message\":\"harmful link\"} | REJECTED",
                "discord | 400 | {\"code\":220001,\"message\":\"forum\"} | REJECTED",
                "discord | 400 | {\"code\":50083,\"message\":\"archived thread\"} | REJECTED",
                "discord | 413 | {\"code\":40005,\"message\":\"too large\"} | REJECTED",
                "discord | 403 | {\"code\":20009,\"message\":\"explicit\"} | REJECTED",
                "discord | 404 | {\"code\":10004,\"message\":\"Unknown Guild\"} | REJECTED",
                "discord | 429 | {\"code\":40062,\"message\":\"limited\"} | THROTTLED",
                "discord | 403 | {\"code\":40333,\"message\":\"internal network error\"} | SERVER_ERROR",
                "discord | 403 | error code: 1010 | THROTTLED",
                "teams | 400 | {\"error\":{\"code\":\"WorkflowTriggerIsNotEnabled\"}} | AUTH",
                "teams | 400 | {\"error\":{\"code\":\"MissingApiVersionParameter\"}} | AUTH",
                "teams | 400 | {\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}} | REJECTED",
                "teams | 403 | {\"error\":{\"code\":\"WorkflowRunActionThrottled\"}} | THROTTLED",
                "teams | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 | THROTTLED",
                "teams | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 | REJECTED",
                "teams | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 404 | GONE",
                "teams | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403 | REJECTED",
                "teams | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 500 | SERVER_ERROR",
                "slack | 400 | invalid_payload | REJECTED",
                "slack | 403 | action_prohibited | REJECTED",
                "slack | 403 | invalid_token | GONE",
                "slack | 404 | no_service | GONE",
                "slack | 404 | channel_not_found | REJECTED",
                "slack | 410 | channel_is_archived | GONE",
                "slack | 429 | rate_limited | THROTTLED",
                "slack | 500 | rollup_error | SERVER_ERROR",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dingtalk | 200 | {\"errcode\":130101} | 600",
                "dingtalk | 403 | {\"code\":\"Forbidden.AccessDenied.QpsLimitForApi\"} | 60",
                "wecom | 200 | {\"errcode\":45009} | 60",
                "lark-bot | 200 | {\"code\":11232} | 60",
                "telegram | 429 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":31}} | 31",
                "discord | 429 | {\"message\":\"limited\",\"retry_after\":12} | 12",
                "teams | 403 | {\"error\":{\"code\":\"TooManyRequests\"}} | 60"
            })
    void a_limit_says_how_long_to_wait(String vendor, int status, String body, long seconds) {
        assertThat(judged(vendor, status, body))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.askedToWait())
                        .contains(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"slack | \"no_such_word_yet\"", "lark-app | 123456", "dingtalk | 123456", "wecom | 123456"})
    void a_code_that_no_list_names_is_tried_again(String vendor, String value) {
        String body = "{\"error\":" + value + ",\"code\":" + value + ",\"errcode\":" + value + "}";

        assertThat(judged(vendor, 200, body))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                        .isEqualTo(FailureReason.UNKNOWN));
    }

    private static FailureReason reason(String vendor, int status, String body) {
        SendResult result = judged(vendor, status, body);
        if (result instanceof SendResult.TryLater later) {
            return later.reason();
        }
        assertThat(result).as(body).isInstanceOf(SendResult.Refused.class);
        return ((SendResult.Refused) result).reason();
    }

    private static SendResult judged(String vendor, int status, String body) {
        VendorAnswer answer = new VendorAnswer(
                status,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                new SentMessage("n1", 1000, List.of()),
                Instant.EPOCH);
        return BOOK.of(vendor).judge(answer);
    }
}
