#include "transport/curl/failure.h"

#include <cerrno>

namespace keybook::client::transport {
namespace {

constexpr std::string_view stays_safe = "Your work is saved here and is sent when the server can be reached";

base::Error unreachable(std::string message, std::string remedy) {
  remedy += ". ";
  remedy += stays_safe;
  return {base::ErrorCode::Unreachable, std::move(message), {}, std::move(remedy)};
}

base::Error not_connected(const FailedCall& call) {
  if (call.os_error == ECONNREFUSED)
    return unreachable("no server answers at " + call.server_url + " (connection refused)",
                       "Check the address and port, and that the server runs");
  if (call.os_error == ENETUNREACH || call.os_error == EHOSTUNREACH)
    return unreachable("there is no way to " + call.server_url + " (network unreachable)",
                       "Check the network connection");
  return unreachable("cannot connect to " + call.server_url + " (" + call.detail + ")",
                     "Check the address and the network connection");
}

}  // namespace

base::Error failure(const FailedCall& call) {
  switch (call.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return unreachable("the server's name in " + call.server_url + " is not known",
                         "Check the address for typing errors and the network connection");
    case CURLE_COULDNT_RESOLVE_PROXY:
      return unreachable("the name of the proxy is not known (" + call.detail + ")", "Check the proxy settings");
    case CURLE_COULDNT_CONNECT:
      return not_connected(call);
    case CURLE_OPERATION_TIMEDOUT:
      return unreachable(call.connected ? "the server " + call.server_url + " stopped answering (" + call.limits + ")"
                                        : "no connection to " + call.server_url + " in time (" + call.limits + ")",
                         "Check the network connection, then try again");
    case CURLE_PEER_FAILED_VERIFICATION:
      return unreachable("the certificate of " + call.server_url + " is not trusted (" + call.detail + ")",
                         "Check the address and this device's date; a company's own authority is given as CA file");
    case CURLE_SSL_CACERT_BADFILE:
      return unreachable("the CA file cannot be read (" + call.detail + ")", "Give a PEM file of certificates");
    case CURLE_SSL_CONNECT_ERROR:
      return unreachable("no secure connection to " + call.server_url + " (" + call.detail + ")",
                         "Check that the address begins with http or https as the server does");
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return unreachable("the connection to " + call.server_url + " was cut (" + call.detail + ")",
                         "Try again; a broken transfer goes on where it ended");
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
      return unreachable("what answers at " + call.server_url + " is not a Keybook server (" + call.detail + ")",
                         "Check the address and port");
    case CURLE_FILESIZE_EXCEEDED:
      return {base::ErrorCode::TooLarge, "the server's answer is larger than allowed", {}, "Ask for smaller pages"};
    default:
      return unreachable("the call to " + call.server_url + " failed (" + call.detail + ")", "Try again");
  }
}

}  // namespace keybook::client::transport
