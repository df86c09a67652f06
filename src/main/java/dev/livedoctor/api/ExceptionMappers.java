package dev.livedoctor.api;

import dev.livedoctor.history.ConflictingWindowException;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.WindowRefusedException;
import dev.livedoctor.notify.OutboxFullException;
import dev.livedoctor.reload.EditingClosedException;
import dev.livedoctor.reload.HistoryUnreadableException;
import dev.livedoctor.ruleset.RulePackException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** What clients are told where one of our exceptions ends their request. */
final class ExceptionMappers {
    private ExceptionMappers() {}

    /** Tells a client that what it presented is not good. */
    @Provider
    @Priority(Problems.BEFORE_THE_LIBRARY)
    public static class AuthenticationFailedMapper extends ExceptionMapperBase<AuthenticationFailedException> {

        @Override
        protected HttpProblem toProblem(AuthenticationFailedException e) {
            return Problems.unauthorized("The API key or token is not good. Maybe it is expired or revoked?");
        }
    }

    /** Tells a client that it has said something else of the window before. */
    @Provider
    public static class ConflictingWindowMapper extends ExceptionMapperBase<ConflictingWindowException> {

        @Override
        protected HttpProblem toProblem(ConflictingWindowException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client how much would have been accepted. */
    @Provider
    public static class ContentTooLargeMapper extends ExceptionMapperBase<ContentTooLargeException> {

        @Override
        protected HttpProblem toProblem(ContentTooLargeException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client that git cannot read the history of the rules. */
    @Provider
    public static class HistoryUnreadableMapper extends ExceptionMapperBase<HistoryUnreadableException> {

        @Override
        protected HttpProblem toProblem(HistoryUnreadableException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client why the rules cannot be changed here. */
    @Provider
    public static class EditingClosedMapper extends ExceptionMapperBase<EditingClosedException> {

        @Override
        protected HttpProblem toProblem(EditingClosedException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client that its key is for something else. */
    @Provider
    @Priority(Problems.BEFORE_THE_LIBRARY)
    public static class ForbiddenMapper extends ExceptionMapperBase<ForbiddenException> {

        @Override
        protected HttpProblem toProblem(ForbiddenException e) {
            return Problems.forbidden();
        }
    }

    /** Tells a client that nothing was kept, and to come back later. */
    @Provider
    public static class HistoryUnavailableMapper extends ExceptionMapperBase<HistoryUnavailableException> {

        @Override
        protected HttpProblem toProblem(HistoryUnavailableException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client, should it still be there, that its body did not arrive. */
    @Provider
    public static class IncompleteBodyMapper extends ExceptionMapperBase<IncompleteBodyException> {

        @Override
        protected HttpProblem toProblem(IncompleteBodyException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client everything that is wrong with its snapshot. */
    @Provider
    public static class InvalidSnapshotMapper extends ExceptionMapperBase<InvalidSnapshotException> {

        @Override
        protected HttpProblem toProblem(InvalidSnapshotException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client where its text stops being JSON. */
    @Provider
    public static class MalformedJsonMapper extends ExceptionMapperBase<MalformedJsonException> {

        @Override
        protected HttpProblem toProblem(MalformedJsonException e) {
            return Problems.of(e);
        }
    }

    /** Answers 503 if the outbox is full: nothing was accepted for delivery. */
    @Provider
    public static class OutboxFullMapper extends ExceptionMapperBase<OutboxFullException> {

        @Override
        protected HttpProblem toProblem(OutboxFullException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client to come back later. */
    @Provider
    public static class OverloadedMapper extends ExceptionMapperBase<OverloadedException> {

        @Override
        protected HttpProblem toProblem(OverloadedException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client every complaint of the rules that it sent. */
    @Provider
    public static class RulePackMapper extends ExceptionMapperBase<RulePackException> {

        @Override
        protected HttpProblem toProblem(RulePackException e) {
            return Problems.of(e);
        }
    }

    /** Tells a client to present a key. */
    @Provider
    @Priority(Problems.BEFORE_THE_LIBRARY)
    public static class UnauthorizedMapper extends ExceptionMapperBase<UnauthorizedException> {

        @Override
        protected HttpProblem toProblem(UnauthorizedException e) {
            return Problems.unauthorized(
                    "This needs an API key or a token. Maybe Authorization: Bearer with the key of the first start?");
        }
    }

    /** Tells a client that its window is too old, or in the future. */
    @Provider
    public static class WindowRefusedMapper extends ExceptionMapperBase<WindowRefusedException> {

        @Override
        protected HttpProblem toProblem(WindowRefusedException e) {
            return Problems.of(e);
        }
    }
}
