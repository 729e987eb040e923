#include "transport/curl/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "transport/curl/failure.h"
#include "transport/curl/zstd_codec.h"

namespace keybook::client::transport {
namespace {

// Below this, compression saves less than its header line costs.
constexpr std::size_t compress_from_bytes = 200;

struct EasyFree {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiFree {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct ListFree {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyFree>;
using Multi = std::unique_ptr<CURLM, MultiFree>;
using List = std::unique_ptr<curl_slist, ListFree>;

void add(List& list, const std::string& line) {
  curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
  KEYBOOK_ASSERT(longer != nullptr);
  static_cast<void>(list.release());
  list.reset(longer);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The value of a header line when it has this name.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':') return std::nullopt;
  if (!std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) { return a == lower(b); }))
    return std::nullopt;
  std::string_view value = line.substr(name.size() + 1);
  const std::size_t begin = value.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return std::string_view();
  value.remove_prefix(begin);
  value.remove_suffix(value.size() - 1 - value.find_last_not_of(" \t\r\n"));
  return value;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.");
}

// What arrives of one answer. Callbacks of libcurl end here; an error is kept and ends the transfer.
class Receiver {
 public:
  Receiver(const Call& call, ZstdCodec& zstd) : call_(call), zstd_(zstd) {}

  void header(std::string_view line) {
    if (line.starts_with("HTTP/")) {  // a new answer: after 100 Continue, or a proxy's
      Reply fresh;
      fresh.bytes_sent = reply_.bytes_sent;
      fresh.bytes_received = reply_.bytes_received;
      reply_ = std::move(fresh);
      coded_ = false;
      const std::size_t space = line.find(' ');
      if (space != std::string_view::npos)
        std::from_chars(line.data() + space + 1, line.data() + line.size(), reply_.status);
    } else if (const auto type = value_of(line, "content-type")) {
      reply_.content_type = *type;
    } else if (const auto after = value_of(line, "retry-after")) {
      std::int64_t seconds = 0;
      std::from_chars(after->data(), after->data() + after->size(), seconds);
      reply_.retry_after_ms = std::clamp<std::int64_t>(seconds, 0, 86'400) * 1000;
    } else if (const auto coding = value_of(line, "content-encoding")) {
      if (*coding == "identity" || coding->empty()) return;
      coded_ = *coding == "zstd";
      if (coded_)
        zstd_.start();
      else
        error_ = base::Error{base::ErrorCode::Unreachable,
                             "the server's answer is in an encoding that was not asked for",
                             {},
                             "Check for a proxy in between"};
    }
  }

  // False ends the transfer.
  bool body(std::string_view bytes) {
    if (error_) return false;
    const auto status =
        coded_ ? zstd_.decompress(bytes, [this](std::string_view plain) { return take(plain); }) : take(bytes);
    if (!status) error_ = status.error();
    return status.has_value();
  }

  void count(curl_infotype kind, std::size_t bytes) {
    if (kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT) reply_.bytes_sent += static_cast<std::int64_t>(bytes);
    if (kind == CURLINFO_HEADER_IN || kind == CURLINFO_DATA_IN)
      reply_.bytes_received += static_cast<std::int64_t>(bytes);
  }

  [[nodiscard]] const std::optional<base::Error>& error() const { return error_; }
  // libcurl was content, but the compressed stream is not whole.
  [[nodiscard]] bool cut() const { return coded_ && !zstd_.whole(); }
  [[nodiscard]] Reply& reply() { return reply_; }

 private:
  base::Status take(std::string_view plain) {
    const bool to_sink = call_.sink != nullptr && reply_.status >= 200 && reply_.status < 300;
    plain_bytes_ += static_cast<std::int64_t>(plain.size());
    const std::int64_t bytes_max = to_sink ? call_.sink_bytes_max : call_.reply_bytes_max;
    if (bytes_max > 0 && plain_bytes_ > bytes_max)
      return base::fail(base::ErrorCode::TooLarge,
                        "the server's answer is larger than " + std::to_string(bytes_max) + " bytes", {},
                        "Ask for smaller pages");
    if (to_sink) return call_.sink->write(plain);
    reply_.body += plain;
    return {};
  }

  const Call& call_;
  ZstdCodec& zstd_;
  Reply reply_;
  std::int64_t plain_bytes_ = 0;
  bool coded_ = false;
  std::optional<base::Error> error_;
};

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* receiver) {
  static_cast<Receiver*>(receiver)->header({data, size * count});
  return size * count;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* receiver) {
  return static_cast<Receiver*>(receiver)->body({data, size * count}) ? size * count : 0;
}

int on_debug(CURL*, curl_infotype kind, char*, std::size_t bytes, void* receiver) {
  static_cast<Receiver*>(receiver)->count(kind, bytes);
  return 0;
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(CurlOptions options, bool loopback)
      : options_(std::move(options)), loopback_(loopback), multi_(curl_multi_init()), easy_(curl_easy_init()) {
    KEYBOOK_ASSERT(multi_ && easy_);
  }

  base::Result<Reply> send(const Call& call) override {
    Receiver receiver(call, zstd_);
    const std::string packed =
        call.body.size() > compress_from_bytes ? zstd_.compress_if_smaller(call.body) : std::string();
    const List headers = make_headers(call, !packed.empty());
    char detail[CURL_ERROR_SIZE] = "";
    curl_easy_reset(easy_.get());  // keeps the connection
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_ERRORBUFFER, detail);
    set_request(call, packed.empty() ? call.body : packed);
    set_connection();
    set_limits(call);
    set_callbacks(receiver);

    const CURLcode code = perform(call.cancel);
    if (call.cancel.stop_requested() && code != CURLE_OK)
      return base::fail(base::ErrorCode::Unreachable, "the call was cancelled");
    if (receiver.error()) return tl::unexpected(*receiver.error());
    if (code != CURLE_OK) return tl::unexpected(explain(call, code, detail));
    if (receiver.cut()) return tl::unexpected(explain(call, CURLE_PARTIAL_FILE, "the compressed answer ends early"));
    curl_off_t total_us = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &total_us);
    receiver.reply().duration_ms = total_us / 1000;
    return std::move(receiver.reply());
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(easy_.get(), option, value);
    KEYBOOK_ASSERT(code == CURLE_OK);
  }

  // Only what is needed: every line is paid for in each exchange. A name without a value suppresses libcurl's own.
  static List make_headers(const Call& call, bool packed) {
    List headers;
    add(headers, "Accept:");
    add(headers, "Expect:");
    add(headers, call.content_type.empty() ? "Content-Type:" : "Content-Type: " + call.content_type);
    if (packed) add(headers, "Content-Encoding: zstd");
    if (call.accept == Accept::Zstd) add(headers, "Accept-Encoding: zstd");
    for (const Header& header : call.headers) {
      KEYBOOK_ASSERT(header.value.find_first_of("\r\n") == std::string::npos);
      add(headers, header.name + ": " + header.value);
    }
    return headers;
  }

  void set_request(const Call& call, const std::string& body) {
    const std::string url = options_.server_url + call.path;
    set(CURLOPT_URL, url.c_str());
    if (!options_.user_agent.empty()) set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    if (call.method == Method::Get) {
      set(CURLOPT_HTTPGET, 1L);
    } else if (call.method == Method::Delete && body.empty()) {
      set(CURLOPT_CUSTOMREQUEST, "DELETE");
    } else {
      set(CURLOPT_POST, 1L);
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
      set(CURLOPT_POSTFIELDS, body.data());
      if (call.method == Method::Put) set(CURLOPT_CUSTOMREQUEST, "PUT");
      if (call.method == Method::Delete) set(CURLOPT_CUSTOMREQUEST, "DELETE");
    }
  }

  void set_connection() {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
    if (loopback_) set(CURLOPT_PROXY, "");
  }

  void set_limits(const Call& call) {
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call.connect_ms_max));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(call.total_ms_max));
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);  // bytes per second
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>((call.stall_ms_max + 999) / 1000));
  }

  void set_callbacks(Receiver& receiver) {
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, &receiver);
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, &receiver);
    set(CURLOPT_BUFFERSIZE, 128L * 1024);
    set(CURLOPT_VERBOSE, 1L);  // the debug callback is the only place that sees every byte of the wire
    set(CURLOPT_DEBUGFUNCTION, &on_debug);
    set(CURLOPT_DEBUGDATA, &receiver);
  }

  // The multi interface, because it can be woken from another thread.
  CURLcode perform(const std::stop_token& cancel) {
    constexpr int poll_ms = 1000;
    CURLM* const multi = multi_.get();
    const std::stop_callback wake(cancel, [multi] { curl_multi_wakeup(multi); });
    KEYBOOK_ASSERT(curl_multi_add_handle(multi, easy_.get()) == CURLM_OK);
    CURLcode code = CURLE_OK;
    for (int running = 1; running > 0;) {
      if (cancel.stop_requested()) {
        code = CURLE_ABORTED_BY_CALLBACK;
        break;
      }
      if (curl_multi_perform(multi, &running) != CURLM_OK) {
        code = CURLE_FAILED_INIT;
        break;
      }
      if (running > 0) curl_multi_poll(multi, nullptr, 0, poll_ms, nullptr);
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left))
      if (message->msg == CURLMSG_DONE) code = message->data.result;
    curl_multi_remove_handle(multi, easy_.get());
    return code;
  }

  base::Error explain(const Call& call, CURLcode code, const char* detail) {
    curl_off_t sent_us = 0;
    long os_error = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &sent_us);
    curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &os_error);
    const bool connected = sent_us > 0;
    const std::int64_t ms = !connected              ? call.connect_ms_max
                            : call.total_ms_max > 0 ? call.total_ms_max
                                                    : call.stall_ms_max;
    return failure({.code = code,
                    .detail = *detail != '\0' ? detail : curl_easy_strerror(code),
                    .server_url = options_.server_url,
                    .connected = connected,
                    .os_error = static_cast<int>(os_error),
                    .limits = std::to_string(ms) + " ms"});
  }

  const CurlOptions options_;
  const bool loopback_;
  ZstdCodec zstd_;
  Multi multi_;  // owns the connection
  Easy easy_;
};

struct UrlFree {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

}  // namespace

base::Result<std::unique_ptr<Transport>> make_curl_transport(CurlOptions options) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) return base::fail(base::ErrorCode::Internal, "libcurl does not start");
  while (options.server_url.ends_with('/')) options.server_url.pop_back();
  const std::unique_ptr<CURLU, UrlFree> url(curl_url());
  const bool parsed = curl_url_set(url.get(), CURLUPART_URL, options.server_url.c_str(), 0) == CURLUE_OK;
  const std::string scheme = part(url.get(), CURLUPART_SCHEME), host = part(url.get(), CURLUPART_HOST);
  const std::string path = part(url.get(), CURLUPART_PATH);
  if (!parsed || (scheme != "http" && scheme != "https") || host.empty() || path != "/")
    return base::fail(base::ErrorCode::Usage, "'" + options.server_url + "' is not the address of a server", {},
                      "Write for instance https://keybook.example.com or http://127.0.0.1:8080");
  return std::make_unique<CurlTransport>(std::move(options), is_loopback(host));
}

}  // namespace keybook::client::transport
