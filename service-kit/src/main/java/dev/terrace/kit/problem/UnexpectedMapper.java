package dev.terrace.kit.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Anything else is a fault of ours: logged with its trace, and nothing of it is told. */
public class UnexpectedMapper {
    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);

    @ServerExceptionMapper
    public Response unexpected(Exception failure, UriInfo uri) {
        LOG.errorf(failure, "request failed path=%s", uri.getPath());
        return ProblemResponse.of(
                Problem.of(Kind.INTERNAL, "The request could not be served; the log has the reason."), uri);
    }
}
